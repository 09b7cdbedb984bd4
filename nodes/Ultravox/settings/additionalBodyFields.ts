import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../shared/operations/parameters';

/** For what Ultravox adds before the panel knows it. */
export const additionalBodyFields: INodeProperties = {
	displayName: 'Additional Body Fields',
	name: 'additionalBodyFields',
	type: 'json',
	default: '{}',
	description: 'Fields of the request that the panel does not have yet, in JSON',
};

const isGroup = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A body with the fields that the user wrote in JSON, groups joined.
 * @throws InputProblem for a field that the panel set, too: which one counts would be a guess
 */
export function withAdditionalFields(parameters: Parameters, body: IDataObject): IDataObject {
	const more = parameters.optionalObject(additionalBodyFields.name) ?? {};
	return joined(parameters, body, more, '');
}

function joined(
	parameters: Parameters,
	body: IDataObject,
	more: IDataObject,
	path: string,
): IDataObject {
	const result = { ...body };
	for (const [key, value] of Object.entries(more)) {
		const present = Object.keys(result).includes(key) ? result[key] : undefined;
		if (present === undefined) {
			result[key] = value;
		} else if (isGroup(present) && isGroup(value)) {
			result[key] = joined(parameters, present, value, `${path}${key}.`);
		} else {
			throw parameters.problem(
				additionalBodyFields.name,
				`set '${path}${key}', which another input sets, too`,
				'Remove one of them',
			);
		}
	}
	return result;
}
