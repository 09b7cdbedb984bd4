import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** Whether a request carries the account's id and token (plivo.md §1). */
export function hasBasicAuth(
	request: FastifyRequest,
	{ authId, authToken }: { authId: string; authToken: string },
): boolean {
	const [scheme, encoded = ''] = (request.headers.authorization ?? '').split(' ');
	const given = Buffer.from(encoded, 'base64');
	const wanted = Buffer.from(`${authId}:${authToken}`);
	return (
		scheme?.toLowerCase() === 'basic' &&
		given.length === wanted.length &&
		timingSafeEqual(given, wanted)
	);
}
