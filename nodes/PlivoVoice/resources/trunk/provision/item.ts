import type { IDataObject } from 'n8n-workflow';
import { trunkDomain } from '../trunkItem';
import type { NumberResult } from './numbers';
import type { Part, PartIds } from './parts';
import type { Plan } from './plan';

/** What there is now, and what of it is new. */
export interface Outcome {
	plan: Plan;
	parts: Part[];
	ids: PartIds;
	/** Ids of what this run made. */
	made: PartIds;
	numbers: NumberResult[];
}

function trunkFacts(trunk_id: string, name: string): IDataObject {
	const trunk_domain = trunkDomain({ trunk_id });
	return { trunk_id, name, trunk_domain, sipAddress: `sip:${trunk_domain}` };
}

function outboundFacts({ plan, ids }: Outcome): IDataObject | null {
	if (ids.outboundTrunk === undefined) return null;
	return {
		...trunkFacts(ids.outboundTrunk, `${plan.name} outbound`),
		credential_uuid: ids.credential ?? null,
		ipacl_uuid: ids.accessList ?? null,
	};
}

const withScheme = (uri: string | null) =>
	uri === null || uri.startsWith('sip:') ? uri : `sip:${uri}`;

function inboundFacts({ plan, ids }: Outcome): IDataObject | null {
	if (ids.inboundTrunk === undefined || plan.inbound === null) return null;
	return {
		...trunkFacts(ids.inboundTrunk, `${plan.name} inbound`),
		primary_uri_uuid: ids.primaryUri ?? null,
		primarySipAddress: withScheme(plan.inbound.primary),
		fallback_uri_uuid: ids.fallbackUri ?? null,
		fallbackSipAddress: withScheme(plan.inbound.fallback),
	};
}

function notesOf({ plan, made }: Outcome): string[] {
	const { outbound, notes } = plan;
	if (outbound?.by !== 'login' || made.credential !== undefined) return notes;
	return [
		...notes,
		outbound.isGenerated
			? 'The SIP credential was there already: its password was shown when it was made. For a new one, update the SIP credential.'
			: 'The SIP credential was there already: Plivo does not tell whether its password is the one given here.',
	];
}

/** The item: addresses to paste, ids, what is new, and a password only when this run made it. */
export function provisionedItem(outcome: Outcome): IDataObject {
	const { plan, parts, ids, made, numbers } = outcome;
	const { outbound } = plan;
	const entry = ({ key, kind, name }: Part) => ({ kind, name, id: ids[key] ?? null });
	const created = parts.filter(({ key }) => made[key] !== undefined).map(entry);
	const reused = parts.filter(({ key }) => made[key] === undefined).map(entry);
	const isNewLogin =
		outbound?.by === 'login' && outbound.isGenerated && made.credential !== undefined;
	return {
		platform: plan.platform,
		changed: created.length > 0 || numbers.some(({ changed }) => changed),
		complete: numbers.every(({ assigned }) => assigned),
		outbound: outboundFacts(outcome),
		inbound: inboundFacts(outcome),
		numbers: numbers.map((number) => ({ ...number })),
		username: outbound?.by === 'login' ? outbound.username : null,
		...(isNewLogin ? { password: outbound.password } : {}),
		created,
		reused,
		notes: notesOf(outcome),
	};
}
