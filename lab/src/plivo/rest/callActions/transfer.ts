import type { FastifyInstance } from 'fastify';
import type { Endpoint } from '../../callFacts';
import { transferDialedLeg } from '../../dialedLegTransfer';
import { ApiRefusal } from '../answers';
import type { RestContext } from '../context';
import { readBody } from '../context';
import type { FieldRule } from '../fields';
import { httpUrl, method } from '../fields';
import { answerAction, CALLBACK, callInProgress, chosenLegs, LEGS, readCallback } from './action';

const RULES: Record<string, FieldRule> = {
	legs: LEGS,
	aleg_url: { check: httpUrl },
	aleg_method: { check: method },
	bleg_url: { check: httpUrl },
	bleg_method: { check: method },
	...CALLBACK,
};

/** Moving a call, who it dialed, or both, each to a document of their own (plivo.md §5.3). */
export function transferRoutes(server: FastifyInstance, context: RestContext): void {
	server.post('/Call/:uuid/', async (request, reply) => {
		const call = callInProgress(request, context);
		const values = readBody(request, context, RULES);
		const choice = values.legs ?? 'aleg';
		const aleg = choice === 'bleg' ? undefined : urlOf('aleg', values);
		const bleg = choice === 'aleg' ? undefined : urlOf('bleg', values);
		const legs = chosenLegs(call, choice, context);
		const dialed = call.dialedLegs.find(({ connected }) => connected);
		// The dialed leg first: a transfer of the call would end its Dial and hang up on them.
		if (bleg && dialed) transferDialedLeg(dialed, bleg, call, context);
		if (aleg) call.transfer(aleg);
		const result = {
			message: context.variants.transferMessage,
			call_uuids: legs.map(({ uuid }) => uuid),
		};
		return answerAction(reply, values, result, context);
	});
}

function urlOf(leg: 'aleg' | 'bleg', values: Record<string, unknown>): Endpoint {
	const endpoint = readCallback(values, `${leg}_url`, `${leg}_method`);
	if (!endpoint) throw new ApiRefusal(400, `${leg}_url parameter is missing`);
	return endpoint;
}
