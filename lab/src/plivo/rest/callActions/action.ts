import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint } from '../../callFacts';
import type { CallLeg, LegChoice } from '../../callLegs';
import { legsOf } from '../../callLegs';
import type { LabCall } from '../../labCall';
import { ApiRefusal, deleted, withApiId } from '../answers';
import type { RestContext } from '../context';
import { readBody, readQuery } from '../context';
import type { FieldRule } from '../fields';
import { httpUrl, method, oneOf } from '../fields';

export const LEGS: FieldRule = { check: oneOf('aleg', 'bleg', 'both') };

/** Every action can be asked for with a callback instead of an answer (plivo.md §1.4). */
export const CALLBACK: Record<string, FieldRule> = {
	callback_url: { check: httpUrl },
	callback_method: { check: method },
};

/**
 * The call that a request's path names.
 * @throws ApiRefusal when there is no such call, or not any more
 */
export function callInProgress(request: FastifyRequest, { calls }: RestContext): LabCall {
	const call = calls.findLive((request.params as { uuid: string }).uuid);
	if (!call) throw new ApiRefusal(404, 'call not found');
	return call;
}

/**
 * The ends of the call that `legs` chooses, `aleg` when it chooses none.
 * @throws ApiRefusal when the dialed leg is wanted and there is none, unless that variant ignores it
 */
export function chosenLegs(call: LabCall, choice: unknown, { variants }: RestContext): CallLeg[] {
	const legs = legsOf(call, (choice ?? 'aleg') as LegChoice);
	if (legs.length === 0 && variants.missingBridgedLeg === 'refused') {
		throw new ApiRefusal(400, 'the call has no bridged leg');
	}
	return legs;
}

/** A URL field and its method; undefined when it was not sent. */
export function readCallback(
	values: Record<string, unknown>,
	urlField = 'callback_url',
	methodField = 'callback_method',
): Endpoint | undefined {
	const url = values[urlField];
	if (url === undefined) return undefined;
	return { url: url as string, method: values[methodField] === 'GET' ? 'GET' : 'POST' };
}

/** Answers an action with its result, or tells the result to the callback URL. */
export function answerAction(
	reply: FastifyReply,
	values: Record<string, unknown>,
	result: Record<string, unknown>,
	context: RestContext,
): FastifyReply {
	reply.code(context.variants.updateStatus);
	return reply.send(tellCallback(values, result, context) ?? withApiId(result));
}

/**
 * Answers a request that stopped something: 204, or with a message in that variant.
 * @param message undefined where plivo.md §5.3 knows nothing but 204
 */
export function answerStop(
	request: FastifyRequest,
	reply: FastifyReply,
	message: string | undefined,
	context: RestContext,
): FastifyReply {
	// Arguments of a DELETE stand in the query; SDKs put them into the body.
	const values = {
		...readQuery(request, context, CALLBACK),
		...readBody(request, context, CALLBACK),
	};
	const spawned = tellCallback(values, message === undefined ? {} : { message }, context);
	if (spawned) return reply.code(context.variants.updateStatus).send(spawned);
	const { stopStatus } = context.variants;
	if (message === undefined || stopStatus === 204) return deleted(reply);
	return reply.code(stopStatus).send(withApiId({ message }));
}

/**
 * Tells the result of a request to its callback URL, if it has one (plivo.md §1.4).
 * @returns what the request is answered with when its result goes to a callback instead
 */
export function tellCallback(
	values: Record<string, unknown>,
	result: Record<string, unknown>,
	{ variants, world }: RestContext,
): object | undefined {
	const endpoint = readCallback(values);
	if (!endpoint) return undefined;
	const fields = Object.entries(withApiId(result)).map(([name, value]) => [name, String(value)]);
	void world.callbacks.send({
		purpose: 'action result',
		...endpoint,
		fields: Object.fromEntries(fields) as Record<string, string>,
	});
	return variants.actionCallback === 'instead'
		? withApiId({ message: 'async api spawned' })
		: undefined;
}
