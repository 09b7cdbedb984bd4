import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../shared/operations/parameters';
import { isObject } from '../../shared/operations/values';

/** For what Ultravox adds before the panel knows it. */
export const additionalBodyFields: INodeProperties = {
	displayName: 'Additional Body Fields',
	name: 'additionalBodyFields',
	type: 'json',
	default: '{}',
	description: 'Fields of the request that the panel does not have yet, in JSON',
};

/** Of these Ultravox takes one thing inside (ultravox.md §2.1, §3). */
const ONE_OF = new Set(['externalVoice', 'firstSpeakerSettings', 'medium']);

/**
 * A body with the fields that the user wrote in JSON, groups joined.
 * @param unchosen fields of the body as the panel gives them where nobody chose anything: they give way
 * @throws InputProblem for a field that the panel set, too: which one counts would be a guess
 */
export function withAdditionalFields(
	parameters: Parameters,
	body: IDataObject,
	unchosen: IDataObject = {},
): IDataObject {
	const more = parameters.optionalObject(additionalBodyFields.name) ?? {};
	const givesWay = ([key, value]: [string, unknown]) =>
		key in more && JSON.stringify(value) === JSON.stringify(unchosen[key]);
	const chosen = Object.fromEntries(Object.entries(body).filter((entry) => !givesWay(entry)));
	return joined(parameters, chosen, more, '');
}

function joined(
	parameters: Parameters,
	body: IDataObject,
	more: IDataObject,
	path: string,
): IDataObject {
	const result = { ...body };
	const conflict = (name: string) =>
		parameters.problem(
			additionalBodyFields.name,
			`set '${name}', which another input sets, too`,
			'Remove one of them',
		);
	for (const [key, value] of Object.entries(more)) {
		const present = Object.keys(result).includes(key) ? result[key] : undefined;
		if (present === undefined) {
			result[key] = value;
		} else if (isObject(present) && isObject(value)) {
			const isOther = Object.keys(value).some((one) => !Object.keys(present).includes(one));
			if (ONE_OF.has(key) && isOther) throw conflict(`${path}${key}`);
			result[key] = joined(parameters, present, value, `${path}${key}.`);
		} else {
			throw conflict(`${path}${key}`);
		}
	}
	return result;
}
