import type { FastifyInstance } from 'fastify';
import type { SipCredential } from '../../zentrunk/state';
import { ApiRefusal } from '../answers';
import type { RestContext } from '../context';
import { readBody } from '../context';
import type { FieldRule } from '../fields';
import { anyText, pattern } from '../fields';
import { changed, collectionRoutes, created, ofPath } from './collection';

const USERNAME = pattern(/^[A-Za-z0-9]{5,20}$/, 'must have 5 to 20 letters and digits');

const PASSWORD = pattern(
	/^(?=.*[~!@#$%^&*()_+])[A-Za-z0-9~!@#$%^&*()_+]{5,20}$/,
	'must have 5 to 20 letters, digits and special characters (~!@#$%^&*()_+), at least one of them special',
);

const CREATE_RULES: Record<string, FieldRule> = {
	name: { check: anyText },
	username: { check: USERNAME, required: true },
	password: { check: PASSWORD, required: true },
};

const UPDATE_RULES: Record<string, FieldRule> = {
	name: { check: anyText },
	username: { check: USERNAME },
	password: { check: PASSWORD },
};

/** `/Zentrunk/Credential/` (plivo.md §2.1). */
export function credentialRoutes(server: FastifyInstance, context: RestContext): void {
	const { zentrunk } = context.account;

	server.post('/Credential/', async (request, reply) => {
		const values = readBody(request, context, CREATE_RULES) as Partial<SipCredential>;
		const { credential_uuid } = zentrunk.addCredential({
			name: values.name ?? '',
			username: values.username as string,
			password: values.password as string,
		});
		return created(reply, context, 'credential created successfully.', { credential_uuid });
	});

	server.post('/Credential/:id/', async (request, reply) => {
		const credential = ofPath(request, zentrunk.credentials);
		const values = readBody(request, context, UPDATE_RULES) as Partial<SipCredential>;
		if (values.password !== undefined && values.username === undefined) {
			throw new ApiRefusal(400, 'username parameter is missing');
		}
		credential.name = values.name ?? credential.name;
		credential.username = values.username ?? credential.username;
		// Every update writes the password: one without a password blanks it.
		credential.password = values.password ?? '';
		const { credential_uuid } = credential;
		return changed(reply, context, 'Credential updated successfully.', { credential_uuid });
	});

	collectionRoutes(server, context, {
		path: 'Credential',
		objects: zentrunk.credentials,
		shown: ({ credential_uuid, name, username }) => ({ credential_uuid, name, username }),
		wrapping: 'zentrunkGet',
		remove: (id) => zentrunk.deleteCredential(id),
	});
}
