import type { IDataObject } from 'n8n-workflow';
import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { readObject } from '../../answers';
import { originationUriLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { optionalSipAddress, sipAddress } from '../../sip/sipAddress';
import { authenticationNeeded, loginInputs, uriInput, uriName } from './uriFields';

/**
 * The login of an update. Plivo takes it whole or not at all: user name and password with `authentication_needed: true` beside
 * them (plivo.md §2.3).
 */
function login(fields: Parameters): IDataObject {
	const needed = fields.optionalFlag('authenticationNeeded');
	const username = fields.optionalText('username');
	const password = fields.optionalText('password');
	const isGiven = username !== undefined || password !== undefined;
	if (needed === false && isGiven) {
		throw fields.problem(
			'authenticationNeeded',
			'is off, which does not go with a user name or password',
			'Switch it on, or take the two fields away',
		);
	}
	if (!isGiven && needed !== true) return given({ authentication_needed: needed });
	const missing =
		username === undefined ? 'username' : password === undefined ? 'password' : undefined;
	if (missing !== undefined) {
		throw fields.problem(
			missing,
			'is missing',
			'Plivo takes user name and password only together: repeat the one that stays as it is',
		);
	}
	return given({ authentication_needed: true, username, password });
}

/** What the item tells of the changes; never the password. */
function shownChanges(fields: Parameters): IDataObject {
	const { authentication_needed, username } = login(fields);
	const address = optionalSipAddress(fields, 'uri');
	return {
		...given({ name: fields.givenText('name'), authentication_needed, username }),
		...address,
	};
}

/** `POST /Zentrunk/URI/{uri_uuid}/` (plivo.md §2.3). */
export const update: RequestOperation<PlivoApi> = {
	name: 'Update',
	value: 'update',
	action: 'Update origination URI',
	description:
		'Change name, address or login of an origination URI; trunks that use it follow at once',
	properties: [
		originationUriLocator(),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				authenticationNeeded,
				uriName,
				...loginInputs({ hint: 'Plivo takes user name and password only together' }).reverse(),
				uriInput,
			],
		},
	],
	request: (parameters) => {
		const path = `/Zentrunk/URI/${parameters.uuid('originationUri')}/`;
		const fields = parameters.collection('updateFields');
		const body = given({
			name: fields.givenText('name'),
			uri: fields.has('uri') ? sipAddress(fields, 'uri').uri : undefined,
			...login(fields),
		});
		if (Object.keys(body).length === 0) throw parameters.problem('updateFields', 'are empty');
		const password = fields.optionalText('password');
		return { method: 'POST', path, body, secrets: password === undefined ? [] : [password] };
	},
	result: (answer, parameters) => ({
		uri_uuid: parameters.uuid('originationUri'),
		...readObject(answer),
		...shownChanges(parameters.collection('updateFields')),
	}),
};
