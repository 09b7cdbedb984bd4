import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../shared/operations/parameters';

/** The subaccount something belongs to, for a collection. */
export const subaccount: INodeProperties = {
	displayName: 'Subaccount',
	name: 'subaccount',
	type: 'string',
	default: '',
	placeholder: 'e.g. SAXXXXXXXXXXXXXXXXXX',
	description: 'Auth ID of a subaccount',
};

/**
 * The id of a subaccount; undefined when none was given.
 * @throws InputProblem when it is not `SA` and 18 more characters (plivo.md §1)
 */
export function subaccountId(parameters: Parameters, name = 'subaccount'): string | undefined {
	const id = parameters.optionalText(name);
	if (id === undefined || /^SA[A-Za-z0-9]{18}$/.test(id)) return id;
	throw parameters.problem(
		name,
		`is not the Auth ID of a subaccount: '${id}'`,
		'It begins with SA and has 20 characters; the one of the main account begins with MA',
	);
}
