import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputProblem } from '../../../shared/operations/inputProblem';
import type { Parameters } from '../../../shared/operations/parameters';
import { experimentalSetting, metadataSetting } from '../../settings/callData';
import { mediumSetting } from '../../settings/medium';
import { isOutgoing } from '../../settings/medium/outgoing';
import { collected, together } from '../../settings/setting';
import { templateContextSetting } from '../../settings/templateContext';

const callFields = collected(
	{ displayName: 'Call Fields', name: 'callFields' },
	metadataSetting,
	experimentalSetting,
);

const call = together(mediumSetting, templateContextSetting, callFields);

/** One call, as each item describes it (ultravox.md §6). A batch mostly rings phones. */
export const callProperties: INodeProperties[] = call.properties.map((property) =>
	property.name === 'direction' ? { ...property, default: 'outgoing' } : property,
);

/** Reads something of every item; what is wrong with one of several says with which. */
function ofEach<T>(items: readonly Parameters[], read: (item: Parameters) => T): T[] {
	return items.map((item, index) => {
		let problem: unknown;
		try {
			return read(item);
		} catch (error) {
			problem = error;
		}
		if (!(problem instanceof InputProblem) || items.length === 1) throw problem;
		throw new InputProblem(`Item ${index + 1}: ${problem.message}`, problem.description);
	});
}

interface Outgoing {
	to?: string;
	additionalParams?: IDataObject;
}

/**
 * Whom a call rings, so that the same is written the same; nobody for one that somebody else connects. Additional parameters may
 * name another one to the provider: which of the two it takes is not documented.
 */
function rung({ medium }: IDataObject): string[] {
	const [settings] = Object.values(medium as Record<string, { outgoing?: Outgoing }>);
	const { to, additionalParams = {} } = settings?.outgoing ?? {};
	const others = Object.entries(additionalParams)
		.filter(([name, value]) => /^to$/i.test(name) && ['string', 'number'].includes(typeof value))
		.map(([, value]) => String(value).trim());
	return [...new Set([...(to === undefined ? [] : [to]), ...others].map(inOneForm))];
}

/** Of a SIP address, scheme and host say the same in capitals; the user does not (RFC 3261 §19.1.4). */
function inOneForm(whom: string): string {
	const [, scheme, user, host] = /^(sips?):(.*@)?([^@]*)$/i.exec(whom) ?? [];
	if (scheme === undefined) return whom.replace(/^(?=[1-9]\d{6,14}$)/, '+');
	return `${scheme.toLowerCase()}:${user ?? ''}${host?.toLowerCase() ?? ''}`;
}

/** Whoever stands in a batch twice would be rung twice. */
function refuseDuplicates(calls: readonly IDataObject[]): void {
	const items = new Map<string, number[]>();
	for (const [index, one] of calls.entries()) {
		for (const to of rung(one)) items.set(to, [...(items.get(to) ?? []), index + 1]);
	}
	const twice = [...items].filter(([, where]) => where.length > 1);
	if (twice.length === 0) return;
	throw new InputProblem(
		`Some would be called more than once: ${twice.map(([to, where]) => `${to} (items ${where.join(', ')})`).join('; ')}`,
		'Take duplicates out first, for example with a Remove Duplicates node',
	);
}

/** The calls of all items, in order, for one agent. */
export function callsOf(items: readonly Parameters[]): { agentId: string; calls: IDataObject[] } {
	const [agentId = '', ...others] = ofEach(items, (item) => item.uuid('agent'));
	const foreign = others.findIndex((id) => id !== agentId);
	if (foreign >= 0) {
		throw new InputProblem(
			`Items 1 and ${foreign + 2} have different agents, and a batch is of one agent`,
			'Split the items by agent first',
		);
	}
	const calls = ofEach(items, (item) => call.read(item));
	refuseDuplicates(calls);
	return { agentId, calls };
}

/** Whether nobody but a provider dials any of the calls. */
export const areAllOutgoing = (calls: readonly IDataObject[]): boolean =>
	calls.every(({ medium }) => isOutgoing(medium));

/** Ultravox takes requests of so many bytes (ultravox.md §6). */
const MOST_BYTES = 32 * 1024 * 1024;

/** @throws InputProblem for more than fits into one request */
export function refuseTooLarge(body: IDataObject): void {
	if (Buffer.byteLength(JSON.stringify(body)) <= MOST_BYTES) return;
	throw new InputProblem(
		'The calls are more than the 32 MB that Ultravox takes at once',
		'Make several batches, for example with a Loop Over Items node',
	);
}
