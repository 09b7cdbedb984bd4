import type { INodeProperties } from 'n8n-workflow';

/** In the order in which n8n shows the fields of a collection. */
export const byLabel = (fields: readonly INodeProperties[]): INodeProperties[] =>
	[...fields].sort((a, b) => a.displayName.localeCompare(b.displayName));

export type CollectionLabels = Pick<INodeProperties, 'displayName' | 'name'> &
	Partial<Pick<INodeProperties, 'description' | 'displayOptions' | 'placeholder' | 'hint'>>;

/** Fields of which the user adds what is wanted. */
export const fieldCollection = (
	labels: CollectionLabels,
	fields: readonly INodeProperties[],
): INodeProperties => ({
	placeholder: 'Add Field',
	...labels,
	type: 'collection',
	default: {},
	options: byLabel(fields),
});

/** The collection that most operations have for what is seldom said. */
export const optionsCollection = (fields: readonly INodeProperties[]): INodeProperties =>
	fieldCollection({ displayName: 'Options', name: 'options', placeholder: 'Add Option' }, fields);
