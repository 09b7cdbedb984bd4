import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { PlivoVariants } from '../variants';

/** A refusal of the API; thrown by handlers, written as an error body by the server. */
export class ApiRefusal extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

/** Every answer of Plivo carries an `api_id`, whatever else is in it (plivo.md §1.2). */
export function withApiId(body: object): object {
	return { api_id: randomUUID(), ...body };
}

/** The error body of plivo.md §1.2, in the shape of the variant. */
export function errorBody(status: number, words: string, variants: PlivoVariants): object {
	if (status === 404 && variants.notFoundBody === 'empty') return {};
	switch (variants.errorBody) {
		case 'string':
			return withApiId({ error: words });
		case 'object':
			return withApiId({ error: { message: words } });
		case 'message':
			return withApiId({ message: words });
	}
}

/** 204 without a body. */
export function deleted(reply: FastifyReply): FastifyReply {
	return reply.code(204).send();
}

/** One page of a list in the envelope of plivo.md §1.1. */
export function page(
	objects: object[],
	{ limit, offset, path }: { limit: number; offset: number; path: string },
): object {
	const link = (at: number) => `${path}?limit=${limit}&offset=${at}`;
	return withApiId({
		meta: {
			limit,
			offset,
			total_count: objects.length,
			next: offset + limit < objects.length ? link(offset + limit) : null,
			previous: offset > 0 ? link(Math.max(0, offset - limit)) : null,
		},
		objects: objects.slice(offset, offset + limit),
	});
}
