import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../shared/operations/parameters';
import { nestedValues } from '../../shared/templateVariables';
import type { Setting } from './setting';

const fromFields: INodeProperties = {
	displayName: 'Template Context',
	name: 'templateContext',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description: 'Values for the variables in the texts of the chosen agent',
	typeOptions: {
		loadOptionsDependsOn: ['agent.value'],
		resourceMapper: {
			resourceMapperMethod: 'getTemplateVariables',
			mode: 'add',
			fieldWords: { singular: 'variable', plural: 'variables' },
			addAllFields: true,
			multiKeyMatch: false,
			supportAutoMap: false,
			noFieldsError: 'The agent has no template variables',
		},
	},
	displayOptions: { show: { templateContextFrom: ['fields'] } },
};

const fromJson: INodeProperties = {
	displayName: 'Template Context (JSON)',
	name: 'templateContextJson',
	type: 'json',
	default: '{}',
	description: 'Values for the variables in the texts of the agent, as one object',
	displayOptions: { show: { templateContextFrom: ['json'] } },
};

const source: INodeProperties = {
	displayName: 'Specify Template Context',
	name: 'templateContextFrom',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Using Fields Below', value: 'fields' },
		{ name: 'Using JSON', value: 'json' },
	],
	default: 'fields',
	description: "How the values for the agent's template variables are given",
};

function mapped(parameters: Parameters): IDataObject {
	const mapper = parameters.optionalObject('templateContext');
	const values = (mapper?.value ?? {}) as IDataObject;
	return nestedValues(
		Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
		(words) => parameters.problem('templateContext', words),
	);
}

/** Values for the template variables of the agent that is chosen in `agent`; dotted names nest (ultravox.md §4.2). */
export const templateContextSetting: Setting = {
	properties: [source, fromFields, fromJson],
	read: (parameters) => {
		const isJson = parameters.optionalChoice('templateContextFrom') === 'json';
		const templateContext = isJson
			? (parameters.optionalObject('templateContextJson') ?? {})
			: mapped(parameters);
		return Object.keys(templateContext).length === 0 ? {} : { templateContext };
	},
};
