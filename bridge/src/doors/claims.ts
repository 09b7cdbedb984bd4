import { z } from 'zod';
import { STREAM_CONTENT_TYPES } from '../../../nodes/shared/audioFormat';
import type { SharedSecrets } from '../../../nodes/shared/sharedSecrets';
import {
	openToken,
	StreamTokenError,
	type AfterClaims,
	type AnswerClaims,
	type FallbackClaims,
	type StreamClaims,
} from '../../../nodes/shared/streamToken';

const identifier = z.string().min(1).max(200);

const outboundStream = z.object({
	callId: identifier,
	joinUrl: z.url({ protocol: /^wss?$/ }),
	contentType: z.enum(STREAM_CONTENT_TYPES),
	eventsUrl: z.url({ protocol: /^https?$/ }),
	events: z.array(z.string().max(40)).max(40).optional(),
	notInterruptible: z.boolean().optional(),
	record: z.boolean().optional(),
	resume: z.boolean().optional(),
});

const streamClaimsSchema: z.ZodType<StreamClaims> = outboundStream.extend({
	callUuid: identifier,
	asksAfter: z.boolean().optional(),
});

const fallbackClaimsSchema: z.ZodType<FallbackClaims> = z.object({ xml: z.string().min(1) });

const answerClaimsSchema: z.ZodType<AnswerClaims> = z.object({
	xml: z.string().min(1),
	machineXml: z.string().min(1).optional(),
	stream: outboundStream.optional(),
	bridgeUrl: z.url({ protocol: /^wss?$/ }).optional(),
});

const afterClaimsSchema: z.ZodType<AfterClaims> = z.object({
	callUuid: identifier,
	callId: identifier,
	bridgeUrl: z.url({ protocol: /^wss?$/ }).optional(),
});

/** Opens the token of a `/stream` address. Throws StreamTokenError. */
export function openStreamToken(token: string, secret: SharedSecrets): StreamClaims {
	return checked(streamClaimsSchema, openToken(token, { secret, audience: 'stream' }));
}

/** Opens the token of a `/fallback` address. Throws StreamTokenError. */
export function openFallbackToken(token: string, secret: SharedSecrets): FallbackClaims {
	return checked(fallbackClaimsSchema, openToken(token, { secret, audience: 'fallback' }));
}

/** Opens the token of an `/answer` address. Throws StreamTokenError. */
export function openAnswerToken(token: string, secret: SharedSecrets): AnswerClaims {
	return checked(answerClaimsSchema, openToken(token, { secret, audience: 'answer' }));
}

/** Opens the token of an address after a stream. Throws StreamTokenError. */
export function openAfterToken(token: string, secret: SharedSecrets): AfterClaims {
	return checked(afterClaimsSchema, openToken(token, { secret, audience: 'after' }));
}

function checked<Claims>(schema: z.ZodType<Claims>, claims: unknown): Claims {
	const result = schema.safeParse(claims);
	if (result.success) return result.data;
	const fields = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
	throw new StreamTokenError('malformed', `This token lacks what the bridge needs: ${fields}.`);
}
