import type { IDataObject } from 'n8n-workflow';
import { given } from '../../../shared/operations/given';
import type { Parameters } from '../../../shared/operations/parameters';

const SIP = /^sips?:/i;
const SIP_ADDRESS = /^sips?:[^\s@<>]+@[^\s@<>]+$/i;

/** Whether Ultravox itself calls somebody: then a phone rings. */
export function isOutgoing(medium: unknown): boolean {
	return Object.values((medium ?? {}) as IDataObject).some(
		// Ultravox may show what is not set as null.
		(fields) => ((fields as IDataObject | null)?.outgoing ?? null) !== null,
	);
}

/** Whether a phone number may be a SIP address there, and who calls a name (ultravox.md §3). */
const TAKES = {
	plivo: { sip: true, name: false },
	twilio: { sip: true, name: true },
	telnyx: { sip: false, name: false },
};

function sipAddress(parameters: Parameters, name: string): string {
	const address = parameters.text(name);
	if (SIP_ADDRESS.test(address)) return address;
	throw parameters.problem(
		name,
		`is not one SIP address: '${address}'`,
		'Write it as sip:user@host: phone numbers alone are not possible here',
	);
}

const ONE = 'Give one: several are several items';

/** One number or address: with `<` between them, Plivo would ring several (ultravox.md §3, plivo.md §5.1). */
function party(
	parameters: Parameters,
	name: string,
	takes: { sip: boolean; name?: boolean },
): string {
	const text = parameters.text(name);
	if (text.includes('<')) {
		throw parameters.problem(name, "contains '<', which would ring several phones", ONE);
	}
	if (takes.sip && SIP.test(text)) return sipAddress(parameters, name);
	if (takes.name && /^client:\S+$/.test(text)) return text;
	return parameters.phoneNumber(name, parameters.optionalText('defaultCountry'));
}

/** Whom a provider of phone calls is to call, with numbers in E.164 form. */
export function providerOutgoing(
	parameters: Parameters,
	provider: keyof typeof TAKES,
): IDataObject {
	const { sip, name } = TAKES[provider];
	const more = parameters.optionalObject('additionalParams') ?? {};
	if (
		Object.entries(more).some(([key, value]) => /^to$/i.test(key) && String(value).includes('<'))
	) {
		throw parameters.problem(
			'additionalParams',
			"have a 'to' with '<', which would ring several phones",
			ONE,
		);
	}
	return given({
		to: party(parameters, 'to', { sip }),
		from: party(parameters, 'from', { sip, name }),
		additionalParams: Object.keys(more).length === 0 ? undefined : more,
	});
}

/** Whom to call by SIP, with the login of the SIP service if it asks for one (ultravox.md §3). */
export function sipOutgoing(parameters: Parameters): IDataObject {
	const login = parameters.collection('sipLogin');
	const username = login.optionalText('username');
	const password = login.optionalText('password');
	if (password !== undefined && username === undefined) {
		throw login.problem('username', 'is empty', 'A password needs the user it belongs to');
	}
	return given({
		to: sipAddress(parameters, 'to'),
		from: sipAddress(parameters, 'from'),
		username,
		password,
	});
}
