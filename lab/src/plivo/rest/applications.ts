import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AccountState, CallbackMethod, PlivoApplication } from '../accountState';
import { ApiRefusal, deleted, page, withApiId } from './answers';
import { subaccountId } from './checks';
import type { RestContext } from './context';
import { readBody, readListQuery, readQuery } from './context';
import type { FieldRule } from './fields';
import { anyText, flag, httpUrl, httpUrlOrEmpty, method, pattern, readFlag } from './fields';

const UPDATE_RULES: Record<string, FieldRule> = {
	app_name: {
		check: pattern(/^[A-Za-z0-9_-]+$/, 'may hold only letters, digits, hyphen and underscore'),
	},
	answer_url: { check: httpUrl },
	answer_method: { check: method },
	hangup_url: { check: httpUrlOrEmpty },
	hangup_method: { check: method },
	fallback_answer_url: { check: httpUrlOrEmpty },
	fallback_method: { check: method },
	message_url: { check: httpUrlOrEmpty },
	message_method: { check: method },
	default_number_app: { check: flag },
	default_endpoint_app: { check: flag },
	log_incoming_messages: { check: flag },
	public_uri: { check: flag },
	subaccount: { check: subaccountId },
};

const CREATE_RULES: Record<string, FieldRule> = {
	...UPDATE_RULES,
	app_name: { check: (UPDATE_RULES.app_name as FieldRule).check, required: true },
	answer_url: { check: httpUrl, required: true },
};

/** `/Application/` (plivo.md §4). */
export function applicationRoutes(server: FastifyInstance, context: RestContext): void {
	const { account, variants } = context;

	server.post('/Application/', async (request, reply) => {
		const facts = changesOf(readBody(request, context, CREATE_RULES));
		refuseDuplicate(facts.app_name, context);
		const application = account.addApplication(
			facts as Partial<PlivoApplication> & { answer_url: string },
		);
		if (application.default_number_app) makeDefault(application, account);
		return reply
			.code(variants.createStatus)
			.send(withApiId({ app_id: application.app_id, message: 'created' }));
	});

	server.get('/Application/', async (request) => {
		const list = readListQuery(request, context, {
			subaccount: { check: subaccountId },
			app_name: { check: anyText },
		});
		const { app_name: prefix = '', subaccount } = list.filters;
		const found = [...account.applications.values()].filter(
			(application) =>
				application.app_name.startsWith(prefix) &&
				(subaccount === undefined || application.sub_account === subaccount),
		);
		return page(
			found.map((application) => shown(application, account)),
			list,
		);
	});

	server.get('/Application/:appId/', async (request) => {
		readQuery(request, context, {});
		return withApiId(shown(ofPath(request, account), account));
	});

	server.post('/Application/:appId/', async (request, reply) => {
		const application = ofPath(request, account);
		const { app_name: name, ...changes } = changesOf(readBody(request, context, UPDATE_RULES));
		if (name !== undefined && name !== application.app_name) {
			if (variants.appNameOnUpdate === 'refused') {
				throw new ApiRefusal(400, 'app_name cannot be changed');
			}
			refuseDuplicate(name, context);
			if (variants.appNameOnUpdate === 'changed') application.app_name = name;
		}
		Object.assign(application, changes);
		if (changes.default_number_app) makeDefault(application, account);
		return reply.code(variants.updateStatus).send(withApiId({ message: 'changed' }));
	});

	server.delete('/Application/:appId/', async (request, reply) => {
		const application = ofPath(request, account);
		const { cascade, new_endpoint_application: successor } = readQuery(request, context, {
			cascade: { check: flag },
			new_endpoint_application: { check: anyText },
		});
		// For SIP endpoints, of which the lab has none: it is only looked at.
		if (successor !== undefined && !account.applications.has(successor)) {
			throw new ApiRefusal(400, 'new_endpoint_application is invalid');
		}
		const attached = [...account.numbers.values()].filter(
			(number) => number.app_id === application.app_id,
		);
		const keeps = cascade !== undefined && !readFlag(cascade);
		if (keeps && attached.length > 0 && variants.deleteWithoutCascade === 'refused') {
			throw new ApiRefusal(400, 'the application has numbers');
		}
		account.applications.delete(application.app_id);
		for (const number of attached) number.app_id = null;
		return deleted(reply);
	});
}

/** The hang-up URL that counts: the answer URL when none was given (plivo.md §4). */
export function hangupUrlOf(application: PlivoApplication): string {
	return application.hangup_url ?? application.answer_url;
}

/** An account has one default application for numbers. */
function makeDefault(application: PlivoApplication, account: AccountState): void {
	for (const other of account.applications.values()) {
		other.default_number_app = other === application;
	}
}

function refuseDuplicate(name: string | undefined, { account, variants }: RestContext): void {
	const taken = [...account.applications.values()].some((one) => one.app_name === name);
	if (taken && variants.duplicateAppName === 'refused') {
		throw new ApiRefusal(409, 'app_name is already taken');
	}
}

function ofPath(request: FastifyRequest, account: AccountState): PlivoApplication {
	const { appId } = request.params as { appId: string };
	const application = account.applications.get(appId);
	if (!application) throw new ApiRefusal(404, 'not found');
	return application;
}

function changesOf(values: Record<string, unknown>): Partial<PlivoApplication> {
	const changes: Partial<PlivoApplication> = {};
	for (const key of [
		'app_name',
		'answer_url',
		'hangup_url',
		'fallback_answer_url',
		'message_url',
	] as const) {
		if (values[key] !== undefined) changes[key] = values[key] as string;
	}
	for (const key of [
		'answer_method',
		'hangup_method',
		'fallback_method',
		'message_method',
	] as const) {
		if (values[key] !== undefined) changes[key] = values[key] as CallbackMethod;
	}
	for (const key of [
		'default_number_app',
		'default_endpoint_app',
		'log_incoming_messages',
		'public_uri',
	] as const) {
		if (values[key] !== undefined) changes[key] = readFlag(values[key]);
	}
	if (values.subaccount !== undefined) {
		changes.sub_account = (values.subaccount as string) || null;
	}
	return changes;
}

function shown(application: PlivoApplication, account: AccountState): object {
	return {
		...application,
		hangup_url: hangupUrlOf(application),
		application_type: 'XML',
		default_app: application.default_number_app,
		enabled: true,
		sip_uri: `sip:${application.app_id}@app.plivo.com`,
		resource_uri: account.resourceUri(`Application/${application.app_id}/`),
	};
}
