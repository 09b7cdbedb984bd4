import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { FORBIDDEN_KEYS } from '../../../shared/forbiddenKeys';
import type { Parameters } from '../../../shared/operations/parameters';
import { modelNameOf } from '../../settings/tools';

/** Tokens for tools that the agent has already: Ultravox does not give them back (ultravox.md §4.1). */
export const toolAuthTokens: INodeProperties = {
	displayName: 'Tool Auth Tokens',
	name: 'toolAuthTokens',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Token',
	default: {},
	description:
		"What the agent's tools need to sign in. Ultravox does not show it, so it has to be given again.",
	options: [
		{
			displayName: 'Token',
			name: 'values',
			values: [
				{
					displayName: 'Tool',
					name: 'tool',
					type: 'string',
					default: '',
					placeholder: 'e.g. bookAppointment',
					description: 'Name of the tool as the model knows it, or its ID',
				},
				{
					displayName: 'Requirement',
					name: 'requirement',
					type: 'string',
					default: '',
					placeholder: 'e.g. apiKey',
					description: 'Which of the requirements of the tool it is for',
				},
				{
					displayName: 'Token',
					name: 'token',
					type: 'string',
					typeOptions: { password: true },
					default: '',
				},
			],
		},
	],
};

const isTool = (tool: IDataObject, name: string) =>
	[tool.toolId, tool.toolName, modelNameOf(tool)].includes(name);

/**
 * A template whose tools have the tokens that the user gives again.
 * @throws InputProblem for a tool that the agent does not have
 */
export function withToolAuthTokens(parameters: Parameters, template: IDataObject): IDataObject {
	const rows = parameters.rows(toolAuthTokens.name);
	if (rows.length === 0) return template;
	const tools = ((template.selectedTools ?? []) as IDataObject[]).map((tool) => ({ ...tool }));
	for (const row of rows) {
		const name = row.text('tool');
		const found = tools.filter((one) => isTool(one, name));
		const [tool] = found;
		if (tool === undefined || found.length > 1) {
			const known = tools.map(modelNameOf).join(', ');
			throw row.problem(
				'tool',
				found.length > 1 ? `'${name}' is several tools` : `'${name}' is no tool of the agent`,
				known === '' ? 'The agent has no tools' : `It has: ${known}`,
			);
		}
		const tokens = { ...(tool.authTokens as IDataObject | undefined) };
		const requirement = row.text('requirement');
		if (FORBIDDEN_KEYS.has(requirement))
			throw row.problem('requirement', `cannot be '${requirement}'`);
		tool.authTokens = { ...tokens, [requirement]: row.text('token') };
	}
	return { ...template, selectedTools: tools };
}
