import type { FastifyInstance } from 'fastify';
import { pressKeys } from '../../pressKeys';
import type { RestContext } from '../context';
import { readBody } from '../context';
import type { FieldRule } from '../fields';
import { pattern } from '../fields';
import { answerAction, CALLBACK, callInProgress, chosenLegs, LEGS } from './action';

const RULES: Record<string, FieldRule> = {
	digits: { check: pattern(/^[0-9A-D*#wW]+$/, 'is invalid'), required: true },
	leg: LEGS,
	// The Go SDK's spelling (plivo.md §11).
	legs: LEGS,
	...CALLBACK,
};

/** Pressing keys into a call (plivo.md §5.3). */
export function dtmfRoutes(server: FastifyInstance, context: RestContext): void {
	server.post('/Call/:uuid/DTMF/', async (request, reply) => {
		const call = callInProgress(request, context);
		const values = readBody(request, context, RULES);
		for (const leg of chosenLegs(call, values.leg ?? values.legs, context)) {
			void pressKeys(values.digits as string, leg);
		}
		return answerAction(reply, values, { message: 'digits sent' }, context);
	});
}
