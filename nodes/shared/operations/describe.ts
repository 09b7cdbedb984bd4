import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation, ProviderApi, Resource } from './operation';

const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

/** Results of a list when the user says nothing, as everywhere in n8n. */
export const DEFAULT_LIMIT = 50;

const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** How much of a list an operation gives. */
export const pagingFields = [returnAll, limit];

/** All parameters of an operation: its own, and those the router serves. What is optional in a collection comes last. */
export function propertiesOf<Api extends ProviderApi>(
	operation: Operation<Api>,
): INodeProperties[] {
	const paging = 'list' in operation ? pagingFields : [];
	const simple = operation.simplified ? [simplify] : [];
	const own = operation.properties;
	const lastPlain = own.map(({ type }) => type !== 'collection').lastIndexOf(true);
	return [...own.slice(0, lastPlain + 1), ...paging, ...simple, ...own.slice(lastPlain + 1)];
}

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);

const operationProperty: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [],
	default: '',
};

function operationChoice<Api extends ProviderApi>(resource: Resource<Api>): INodeProperties {
	const options = resource.operations.map(
		({ name, value, action, description }): INodePropertyOptions => ({
			name,
			value,
			action,
			description,
		}),
	);
	return {
		...operationProperty,
		displayOptions: { show: { resource: [resource.value] } },
		options: options.sort(byName),
		default: resource.defaultOperation,
	};
}

function shownFor<Api extends ProviderApi>(
	resource: Resource<Api>,
	operation: Operation<Api>,
): INodeProperties[] {
	return propertiesOf(operation).map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: {
				resource: [resource.value],
				operation: [operation.value],
				...property.displayOptions?.show,
			},
		},
	}));
}

/** The panel of a node that is made of resources and operations. */
export function describeResources<Api extends ProviderApi>(
	resources: ReadonlyArray<Resource<Api>>,
	defaultResource: string,
): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources
				.map(({ name, value, description }) => ({
					name,
					value,
					...(description === undefined ? {} : { description }),
				}))
				.sort(byName),
			default: defaultResource,
		},
		...resources.map(operationChoice),
		...resources.flatMap((resource) =>
			resource.operations.flatMap((operation) => shownFor(resource, operation)),
		),
	];
}
