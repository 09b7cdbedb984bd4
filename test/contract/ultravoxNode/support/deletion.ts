import type { IDataObject } from 'n8n-workflow';
import type { ContractCase } from '../../operations/contractCase';
import { answer } from '../../operations/contractCase';

type Case = Omit<ContractCase, 'resource' | 'source'> & { source?: string };

interface Deletion {
	parameters: IDataObject;
	path: string;
	/** What the item says of the one that was deleted, but for `deleted`. */
	item: IDataObject;
	/** The row of peers.md that it proves. */
	row?: string;
}

/** The cases of a resource that has no source of its own for what is deleted. */
export const deletes =
	(resource: string) =>
	(rest: Case): ContractCase => ({ source: 'ultravox.md §1 (204, empty)', ...rest, resource });

const notThere = answer(404, { detail: 'Not found.' });

/** What is deleted at Ultravox is gone, also when it is the second attempt that says so; `one` makes the cases of the resource. */
export const goneCases = (
	one: (rest: Case) => ContractCase,
	{ parameters, path, item, row }: Deletion,
): ContractCase[] => [
	one({
		operation: 'delete',
		size: 'smallest',
		title: row === undefined ? 'it is gone' : `${row} it is gone`,
		parameters,
		answers: [answer(204)],
		requests: [{ method: 'DELETE', path }],
		items: [{ ...item, deleted: true }],
	}),
	one({
		operation: 'delete',
		size: 'full',
		title: 'the answer was lost: the second attempt finds it gone',
		source: 'ultravox.md §1.3',
		parameters,
		answers: [answer(503), notThere],
		requests: Array(2).fill({ method: 'DELETE', path }),
		items: [{ ...item, deleted: true }],
	}),
];

/** The same, and one that is not there is an error at the first attempt. */
export const deletionCases = (
	one: (rest: Case) => ContractCase,
	deletion: Deletion,
): ContractCase[] => [
	...goneCases(one, deletion),
	one({
		operation: 'delete',
		size: 'bad',
		title: 'one that is not there',
		source: 'ultravox.md §1.2',
		parameters: deletion.parameters,
		answers: [notThere],
		requests: [{ method: 'DELETE', path: deletion.path }],
		refusal: /Ultravox did not find it: Not found\./,
	}),
];
