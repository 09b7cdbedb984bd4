import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PlivoTrunk, ZentrunkState } from '../../zentrunk/state';
import { trunkDomain } from '../../zentrunk/state';
import { ApiRefusal } from '../answers';
import type { RestContext } from '../context';
import { readBody } from '../context';
import type { FieldRule } from '../fields';
import { anyText, flag, oneOf, readFlag } from '../fields';
import { changed, collectionRoutes, created, ofPath } from './collection';

type Direction = PlivoTrunk['trunk_direction'];

const REFERENCES = {
	inbound: ['primary_uri_uuid', 'fallback_uri_uuid'],
	outbound: ['credential_uuid', 'ipacl_uuid'],
} as const;

const ALL_REFERENCES = [...REFERENCES.inbound, ...REFERENCES.outbound] as const;

const DIRECTION = oneOf('inbound', 'outbound');
const STATUS = oneOf('enabled', 'disabled');
const UUID: FieldRule = { check: anyText };

const LIST_RULES: Record<string, FieldRule> = {
	trunk_status: { check: STATUS },
	trunk_direction: { check: DIRECTION },
	secure: { check: flag },
	...Object.fromEntries(ALL_REFERENCES.map((field) => [field, UUID])),
};

/** `/Zentrunk/Trunk/` (plivo.md §2.4). */
export function trunkRoutes(server: FastifyInstance, context: RestContext): void {
	const { account, variants } = context;
	const { zentrunk } = account;

	server.post('/Trunk/', async (request, reply) => {
		const values = readTrunk(request, context);
		requireReferences(values);
		const { trunk_id } = zentrunk.addTrunk(values);
		return created(reply, context, 'Trunk created successfully.', {
			trunk_id,
			...(variants.trunkDomainOnCreate === 'present'
				? { trunk_domain: trunkDomain(trunk_id) }
				: {}),
		});
	});

	server.post('/Trunk/:id/', async (request, reply) => {
		const trunk = ofPath(request, zentrunk.trunks);
		const values = readTrunk(request, context);
		if (values.trunk_direction !== trunk.trunk_direction) {
			throw new ApiRefusal(400, `trunk_direction of this trunk is ${trunk.trunk_direction}`);
		}
		Object.assign(trunk, values);
		const { trunk_id } = trunk;
		return changed(reply, context, 'Trunk updated successfully.', { trunk_id });
	});

	collectionRoutes(server, context, {
		path: 'Trunk',
		objects: zentrunk.trunks,
		shown: (trunk) => ({ ...trunk, trunk_domain: trunkDomain(trunk.trunk_id) }),
		wrapping: 'trunkGet',
		remove: (id) => zentrunk.deleteTrunk(id),
		filters: LIST_RULES,
		matches: (trunk, filters) =>
			Object.entries(filters).every(
				([name, wanted]) =>
					!Object.hasOwn(LIST_RULES, name) || String(trunk[name as keyof PlivoTrunk]) === wanted,
			),
	});
}

/**
 * The fields of a create or an update. The direction is always among them (the API wants it in updates,
 * too), and decides which references count: those of the other direction are dropped.
 *
 * @throws ApiRefusal 400 without a direction, and for a reference to something that is not there
 */
function readTrunk(
	request: FastifyRequest,
	context: RestContext,
): Partial<PlivoTrunk> & { trunk_direction: Direction } {
	const sent = (request.body ?? {}) as { trunk_direction?: unknown };
	const references = REFERENCES[sent.trunk_direction === 'inbound' ? 'inbound' : 'outbound'];
	const values = readBody(request, context, {
		name: { check: anyText },
		trunk_direction: { check: DIRECTION, required: true },
		trunk_status: { check: STATUS },
		secure: { check: flag },
		...Object.fromEntries(references.map((field) => [field, UUID])),
	});
	for (const field of references) {
		const uuid = values[field] as string | undefined;
		if (uuid !== undefined && !exists(field, uuid, context.account.zentrunk)) {
			throw new ApiRefusal(400, `${field} is invalid`);
		}
	}
	if (values.secure !== undefined) values.secure = readFlag(values.secure);
	return values as Partial<PlivoTrunk> & { trunk_direction: Direction };
}

/** @throws ApiRefusal 422 when a trunk would have nobody to let in, or nowhere to lead to */
function requireReferences(trunk: Partial<PlivoTrunk>): void {
	if (trunk.trunk_direction === 'inbound' && trunk.primary_uri_uuid === undefined) {
		throw new ApiRefusal(422, 'primary_uri_uuid is required for an inbound trunk');
	}
	const open = trunk.credential_uuid === undefined && trunk.ipacl_uuid === undefined;
	if (trunk.trunk_direction === 'outbound' && open) {
		throw new ApiRefusal(422, 'credential_uuid or ipacl_uuid is required for an outbound trunk');
	}
}

function exists(
	field: (typeof ALL_REFERENCES)[number],
	uuid: string,
	{ credentials, ipAccessControlLists, uris }: ZentrunkState,
): boolean {
	if (field === 'credential_uuid') return credentials.has(uuid);
	return field === 'ipacl_uuid' ? ipAccessControlLists.has(uuid) : uris.has(uuid);
}
