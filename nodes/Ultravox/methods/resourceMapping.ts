import type {
	FieldType,
	IDataObject,
	ILoadOptionsFunctions,
	ResourceMapperFields,
} from 'n8n-workflow';
import { locatorId } from '../../shared/locatorId';
import { pathSegment } from '../../shared/pathSegment';
import type { TemplateVariable } from '../../shared/templateVariables';
import { templateVariables } from '../../shared/templateVariables';
import { ultravoxRequest } from '../../shared/ultravoxRequest';

const TYPES: Record<string, FieldType> = {
	array: 'array',
	boolean: 'boolean',
	integer: 'number',
	number: 'number',
	object: 'object',
};

const field = ({ name, type = '', required }: TemplateVariable) => ({
	id: name,
	displayName: name,
	required,
	defaultMatch: false,
	display: true,
	canBeUsedToMatch: false,
	type: TYPES[type] ?? 'string',
});

/** The template variables of the agent that is chosen in the panel (ultravox.md §4.2), as fields of a resource mapper. */
export async function getTemplateVariables(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const agentId = locatorId(this.getCurrentNodeParameter('agent'));
	if (agentId === '' || agentId.startsWith('=')) {
		return { fields: [], emptyFieldsNotice: 'Choose an agent from the list to see its variables' };
	}
	const agent = await ultravoxRequest(this, {
		method: 'GET',
		path: `/api/agents/${pathSegment(agentId)}`,
		repeat: 'safe',
	});
	return { fields: templateVariables((agent.callTemplate ?? {}) as IDataObject).map(field) };
}
