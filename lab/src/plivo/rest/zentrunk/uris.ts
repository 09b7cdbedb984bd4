import type { FastifyInstance } from 'fastify';
import { parseSipAddress } from '../../zentrunk/sipAddress';
import type { OriginationUri } from '../../zentrunk/state';
import { ApiRefusal } from '../answers';
import type { RestContext } from '../context';
import { readBody } from '../context';
import type { FieldRule } from '../fields';
import { anyText, flag, pattern, readFlag } from '../fields';
import { changed, collectionRoutes, created, ofPath } from './collection';

const sipAddress: FieldRule['check'] = (value) =>
	typeof value === 'string' && parseSipAddress(value) ? undefined : 'is not a SIP address';

const notEmpty = pattern(/^.+$/, 'must not be empty');

const UPDATE_RULES: Record<string, FieldRule> = {
	name: { check: anyText },
	uri: { check: sipAddress },
	authentication_needed: { check: flag },
	username: { check: notEmpty },
	password: { check: notEmpty },
};

const CREATE_RULES: Record<string, FieldRule> = {
	...UPDATE_RULES,
	uri: { check: sipAddress, required: true },
};

/** `/Zentrunk/URI/`: origination URIs (plivo.md §2.3). */
export function uriRoutes(server: FastifyInstance, context: RestContext): void {
	const { zentrunk } = context.account;

	server.post('/URI/', async (request, reply) => {
		const values = readBody(request, context, CREATE_RULES);
		const { uri_uuid } = zentrunk.addUri({
			name: (values.name as string | undefined) ?? '',
			uri: values.uri as string,
			...loginOf(values),
		});
		return created(reply, context, 'Origination URI created successfully.', { uri_uuid });
	});

	server.post('/URI/:id/', async (request, reply) => {
		const uri = ofPath(request, zentrunk.uris);
		const values = readBody(request, context, UPDATE_RULES);
		const login = loginOf(values);
		if (values.name !== undefined) uri.name = values.name as string;
		if (values.uri !== undefined) uri.uri = values.uri as string;
		Object.assign(uri, login);
		const { uri_uuid } = uri;
		return changed(reply, context, 'origination uri updated successfully.', { uri_uuid });
	});

	collectionRoutes(server, context, {
		path: 'URI',
		objects: zentrunk.uris,
		shown: ({ uri_uuid, name, uri, authentication_needed, username }) => ({
			uri_uuid,
			name,
			uri,
			authentication_needed,
			username,
		}),
		wrapping: 'zentrunkGet',
		remove: (id) => zentrunk.deleteUri(id, context.variants.trunksOfDeletedUri),
	});
}

/**
 * The login of a create or an update. It is stated whole or not at all: a new password needs
 * `authentication_needed: true` and the user name beside it.
 *
 * @throws ApiRefusal 422 for `authentication_needed` without both, 400 for one of both without it
 */
function loginOf(
	values: Record<string, unknown>,
): Partial<Pick<OriginationUri, 'authentication_needed' | 'username' | 'password'>> {
	const { authentication_needed: needed, username, password } = values;
	if (readFlag(needed)) {
		if (username === undefined || password === undefined) {
			throw new ApiRefusal(422, 'username and password are required when authentication is needed');
		}
		return {
			authentication_needed: true,
			username: username as string,
			password: password as string,
		};
	}
	if (username !== undefined || password !== undefined) {
		throw new ApiRefusal(400, 'username and password need authentication_needed to be true');
	}
	return needed === undefined
		? {}
		: { authentication_needed: false, username: null, password: null };
}
