import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PlivoVariants } from '../../variants';
import { ApiRefusal, deleted, page, withApiId } from '../answers';
import type { RestContext } from '../context';
import { readListQuery, readQuery } from '../context';
import type { FieldRule } from '../fields';

/** One of the collections of plivo.md §2. */
export interface Collection<T extends object> {
	/** `Credential`, `Trunk` ... */
	path: string;
	objects: ReadonlyMap<string, T>;
	/** An object without what the API keeps to itself. */
	shown: (object: T) => object;
	/** The switch that says whether an object that is looked up stands in `object`. */
	wrapping: 'trunkGet' | 'zentrunkGet';
	remove: (id: string) => void;
	/** What its list can be filtered by, besides paging. */
	filters?: Record<string, FieldRule>;
	matches?: (object: T, filters: Record<string, string>) => boolean;
}

/** List, look-up and deletion: they are alike in all collections. */
export function collectionRoutes<T extends object>(
	server: FastifyInstance,
	context: RestContext,
	collection: Collection<T>,
): void {
	const { path, objects, shown, wrapping, filters = {}, matches = () => true } = collection;
	const { variants } = context;

	server.get(`/${path}/`, async (request) => {
		const list = readListQuery(request, context, filters);
		const found = [...objects.values()].filter((object) => matches(object, list.filters));
		return zentrunkPage(found.map(shown), list, variants);
	});

	server.get(`/${path}/:id/`, async (request) => {
		readQuery(request, context, {});
		const object = shown(ofPath(request, objects));
		return withApiId(variants[wrapping] === 'wrapped' ? { object } : object);
	});

	server.delete(`/${path}/:id/`, async (request, reply) => {
		ofPath(request, objects);
		collection.remove((request.params as { id: string }).id);
		return deleted(reply);
	});
}

/** The object that a path names. */
export function ofPath<T>(request: FastifyRequest, objects: ReadonlyMap<string, T>): T {
	const object = objects.get((request.params as { id: string }).id);
	if (object === undefined) throw new ApiRefusal(404, 'not found');
	return object;
}

/** A page whose links begin as the variant says (plivo.md §1.1). */
export function zentrunkPage(
	objects: object[],
	list: { limit: number; offset: number; path: string },
	variants: PlivoVariants,
): object {
	const path = variants.zentrunkLinks === 'withSlash' ? list.path : list.path.replace(/^\//, '');
	return page(objects, { ...list, path });
}

/** The answer to a creation; `ids` name what was made. */
export function created(
	reply: FastifyReply,
	{ variants }: RestContext,
	message: string,
	ids: Record<string, string>,
): FastifyReply {
	return reply.code(variants.createStatus).send(withApiId({ message, ...ids }));
}

/** The answer to an update. */
export function changed(
	reply: FastifyReply,
	{ variants }: RestContext,
	message: string,
	ids: Record<string, string>,
): FastifyReply {
	return reply.code(variants.updateStatus).send(withApiId({ message, ...ids }));
}
