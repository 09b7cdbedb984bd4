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

/** Whom a call rings; undefined for one that somebody else connects. */
function rung({ medium }: IDataObject): string | undefined {
	const [settings] = Object.values(medium as Record<string, { outgoing?: { to?: string } }>);
	return settings?.outgoing?.to;
}

/** Whoever stands in a batch twice would be rung twice. */
function refuseDuplicates(calls: readonly IDataObject[]): void {
	const items = new Map<string, number[]>();
	for (const [index, one] of calls.entries()) {
		const to = rung(one);
		if (to !== undefined) items.set(to, [...(items.get(to) ?? []), index + 1]);
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
