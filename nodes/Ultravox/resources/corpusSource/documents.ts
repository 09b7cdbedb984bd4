import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { given } from '../../../shared/operations/given';
import type { Parameters } from '../../../shared/operations/parameters';
import { isUuid } from '../../../shared/uuid';
import type { Setting } from '../../settings/setting';
import { MOST_DOCUMENTS } from './sourcePath';

const MOST_QUERIES = 10;
const LONGEST_QUERY = 400;

/** Refuses more documents than a source can hold. */
function checkCount(parameters: Parameters, name: string, count: number): void {
	if (count <= MOST_DOCUMENTS) return;
	throw parameters.problem(name, `are ${count}, and a source holds ${MOST_DOCUMENTS}`);
}

function readIds(parameters: Parameters, name: string): string[] {
	const ids = parameters.texts(name).map((id) => id.toLowerCase());
	const strange = ids.find((id) => !isUuid(id));
	if (strange !== undefined) {
		throw parameters.problem(
			name,
			`have an entry that is not an ID: '${strange}'`,
			'Give the IDs of uploaded documents',
		);
	}
	checkCount(parameters, name, ids.length);
	return [...new Set(ids)];
}

/** Documents that were uploaded before, by their ids. */
export const documentIds = (labels: Partial<INodeProperties> = {}): Setting => {
	const property: INodeProperties = {
		displayName: 'Document IDs',
		name: 'documentIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11',
		description: 'The IDs of uploaded documents, with commas between them',
		...labels,
	};
	return {
		properties: [property],
		read: (parameters) => {
			const ids = readIds(parameters, property.name);
			return given({ [property.name]: ids.length === 0 ? undefined : ids });
		},
	};
};

/** A list, or one text with line breaks: questions have commas. */
function readQueries(row: Parameters): string[] {
	const value = row.raw('exampleQueries');
	const list: unknown[] = Array.isArray(value)
		? value
		: (row.optionalText('exampleQueries') ?? '').split('\n');
	const queries = list.map((query) => String(query).trim()).filter((query) => query !== '');
	if (queries.length === 0) throw row.problem('exampleQueries', 'are empty');
	if (queries.length > MOST_QUERIES) {
		throw row.problem(
			'exampleQueries',
			`are ${queries.length}, and a document has ${MOST_QUERIES}`,
		);
	}
	const long = queries.find((query) => query.length > LONGEST_QUERY);
	if (long === undefined) return queries;
	throw row.problem(
		'exampleQueries',
		`have one of ${long.length} characters, and each may have ${LONGEST_QUERY}`,
	);
}

/** Documents that are found by questions like the given ones, not by what stands in them (ultravox.md §7.4). */
export const queriedDocuments = (labels: Partial<INodeProperties> = {}): Setting => ({
	properties: [
		{
			displayName: 'Documents',
			name: 'documents',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Document',
			default: {},
			description: 'Documents that are found by questions, not by what stands in them',
			options: [
				{
					displayName: 'Document',
					name: 'values',
					values: [
						{
							displayName: 'Document ID',
							name: 'documentId',
							type: 'string',
							default: '',
							placeholder: 'e.g. 2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11',
							description: 'The ID of an uploaded document',
						},
						{
							displayName: 'Example Queries',
							name: 'exampleQueries',
							type: 'string',
							typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Query' },
							default: [],
							placeholder: 'e.g. How do I reset the device?',
							description:
								'Questions that this document answers: up to 10, of up to 400 characters',
						},
					],
				},
			],
			...labels,
		},
	],
	read: (parameters) => {
		const documents = parameters.rows('documents').map((row): IDataObject => ({
			documentId: row.uuid('documentId'),
			exampleQueries: readQueries(row),
		}));
		checkCount(parameters, 'documents', documents.length);
		return documents.length === 0 ? {} : { documents };
	},
});
