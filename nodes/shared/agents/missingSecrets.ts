import type { IDataObject } from 'n8n-workflow';

/** A SIP login whose password did not come back; whether it does is not said anywhere. */
function isWithoutPassword({ medium }: IDataObject): boolean {
	const sip = (medium as IDataObject | undefined)?.sip as IDataObject | undefined;
	const login = sip?.outgoing as IDataObject | undefined;
	return login?.username !== undefined && login.password === undefined;
}

/** The parts of a template that Ultravox does not give back and that the user did not give again. */
export function missingSecrets(template: IDataObject): string[] {
	const tools = (template.selectedTools ?? []) as IDataObject[];
	return [
		...(template.sharedSecrets === undefined ? ['sharedSecrets'] : []),
		...(tools.some((tool) => tool.authTokens === undefined) ? ['selectedTools.authTokens'] : []),
		...(isWithoutPassword(template) ? ['medium.sip.outgoing.password'] : []),
	];
}

const WORDS: Record<string, string> = {
	sharedSecrets: 'shared secrets',
	'selectedTools.authTokens': 'auth tokens of tools',
	'medium.sip.outgoing.password': 'a password for SIP',
};

/** The same in words: `shared secrets or auth tokens of tools`. */
export const describeMissing = (parts: readonly string[]): string =>
	parts.map((part) => WORDS[part] ?? part).join(' or ');
