import type { IDataObject, INode } from 'n8n-workflow';
import type { NamedValue } from '../../shared/agentContext';
import { metadataFrom, nestedContext } from '../../shared/agentContext';
import type { DoNotCallList } from '../../shared/callingHours/doNotCallList';
import { samePhone } from '../../shared/callingHours/doNotCallList';
import { InputProblem } from '../../shared/operations/inputProblem';
import type { Parameters } from '../../shared/operations/parameters';
import { callerId } from '../callerId';
import type { AgentVariables } from './agentVariables';
import { needsValues, rowContext } from './agentVariables';
import type { CampaignRow, LeftOut, RowProblem } from './campaignRow';

/** What all rows of a campaign have in common. */
export interface CommonToRows {
	node: INode;
	variables: AgentVariables;
	doNotCall: DoNotCallList;
	/** ISO 3166 alpha-2. */
	defaultCountry: string | undefined;
	/** The credential's caller ID; '' when it has none. */
	defaultCallerId: string;
	additionalParams: IDataObject;
}

export interface ReadRows {
	/** Those that can be called. */
	rows: CampaignRow[];
	/** Those on the list of numbers that must not be called: whatever else they say is not looked at. */
	listed: LeftOut[];
	/** Everything that is wrong, in the order of the items. */
	problems: RowProblem[];
}

const sentence = ({ message, description }: InputProblem) =>
	description === undefined ? message : `${message}. ${description}`;

/** What was read; undefined where it was wrong, which is kept. */
function noting<T>(problems: RowProblem[], item: number, read: () => T): T | undefined {
	let problem: unknown;
	try {
		return read();
	} catch (error) {
		problem = error;
	}
	if (!(problem instanceof InputProblem)) throw problem;
	problems.push({ item, problem: sentence(problem) });
	return undefined;
}

const named = (parameters: Parameters, name: string): NamedValue[] =>
	parameters
		.rows(name)
		.map((row) => ({ name: row.optionalText('name') ?? '', value: row.raw('value') ?? '' }));

/** The rows that say the same as one before them: as both would be called, or results would be mixed up. */
function repeated(rows: readonly CampaignRow[]): RowProblem[] {
	const problems: RowProblem[] = [];
	const seen = { number: new Map<string, number>(), id: new Map<string, number>() };
	for (const { item, id, phoneNumber } of rows) {
		if (item === null) continue;
		const before = seen.number.get(samePhone(phoneNumber));
		const sameId = seen.id.get(id);
		if (before !== undefined) {
			problems.push({
				item,
				problem: `The number is the one of row ${before + 1}, too: ${phoneNumber}`,
			});
		} else if (sameId !== undefined) {
			problems.push({ item, problem: `'Row ID' is the one of row ${sameId + 1}, too: ${id}` });
		}
		if (before === undefined) seen.number.set(samePhone(phoneNumber), item);
		if (sameId === undefined) seen.id.set(id, item);
	}
	return problems;
}

/**
 * The rows of a campaign, one of each item. Nothing is thrown for what is wrong with some of them: all of it is given.
 * @param items the parameters of each, and the fields of the item itself
 */
export function readRows(
	items: ReadonlyArray<{ parameters: Parameters; fields: IDataObject }>,
	common: CommonToRows,
): ReadRows {
	const { node, variables, doNotCall, defaultCountry, additionalParams } = common;
	const problems: RowProblem[] = [];
	const listed: LeftOut[] = [];
	const rows: CampaignRow[] = [];
	for (const [item, { parameters, fields }] of items.entries()) {
		const note = <T>(read: () => T) => noting(problems, item, read);
		const phoneNumber = note(() => parameters.phoneNumber('to', defaultCountry));
		const readId = () => parameters.collection('options').optionalText('rowId');
		if (phoneNumber !== undefined && doNotCall.has(phoneNumber)) {
			listed.push({
				item,
				id: noting([], item, readId) ?? phoneNumber,
				to: phoneNumber,
				reason: 'doNotCall',
				explanation: 'The number is on the list of those that must not be called.',
			});
			continue;
		}
		const from = note(() => callerId(parameters, defaultCountry, common.defaultCallerId));
		const ownId = note(readId);
		const given = nestedContext(node, named(parameters, 'templateContext'));
		const { templateContext, missing } = rowContext(variables, given, fields);
		if (missing.length > 0) {
			problems.push({ item, problem: needsValues(missing) });
		}
		if (phoneNumber === undefined || from === undefined) continue;
		if (samePhone(phoneNumber) === samePhone(from)) {
			problems.push({ item, problem: `The number is the one that calls, too: ${from}` });
		}
		const metadata = metadataFrom(node, named(parameters, 'metadata'));
		rows.push({
			item,
			id: ownId ?? phoneNumber,
			phoneNumber,
			from,
			templateContext,
			metadata,
			additionalParams,
			attempt: 1,
		});
	}
	problems.push(...repeated(rows));
	problems.sort((one, other) => one.item - other.item);
	const bad = new Set(problems.map(({ item }) => item));
	return { rows: rows.filter(({ item }) => !bad.has(item ?? -1)), listed, problems };
}
