import type { FastifyInstance } from 'fastify';
import { LineSound } from '../../lineSound';
import type { RestContext } from '../context';
import { readBody } from '../context';
import type { FieldRule } from '../fields';
import { flag, oneOf, pattern, readFlag } from '../fields';
import { answerAction, answerStop, CALLBACK, callInProgress, chosenLegs, LEGS } from './action';
import { SoundsUnderWay } from './soundsUnderWay';

const RULES: Record<string, FieldRule> = {
	text: { check: pattern(/\S/, 'is empty'), required: true },
	voice: { check: pattern(/^(?:WOMAN|MAN|Polly\.[A-Za-z-]+)$/, 'is invalid') },
	language: { check: pattern(/^[A-Za-z]{2,3}(?:-[A-Za-z]{2,3})?$/, 'is invalid') },
	legs: LEGS,
	loop: { check: flag },
	mix: { check: flag },
	type: { check: oneOf('ssml') },
	...CALLBACK,
};

/** Speaking into a call (plivo.md §5.3). The lab has one voice for all voices and languages. */
export function speakRoutes(server: FastifyInstance, context: RestContext): void {
	const underWay = new SoundsUnderWay();

	server.post('/Call/:uuid/Speak/', async (request, reply) => {
		const call = callInProgress(request, context);
		const values = readBody(request, context, RULES);
		const text =
			values.type === 'ssml' ? spokenText(values.text as string) : (values.text as string);
		underWay.start(
			call,
			chosenLegs(call, values.legs, context),
			async () => [await LineSound.ofText(text)],
			{ loop: readFlag(values.loop), mix: readFlag(values.mix ?? true) },
		);
		return answerAction(reply, values, { message: 'speak started' }, context);
	});

	server.delete('/Call/:uuid/Speak/', async (request, reply) => {
		underWay.stop(callInProgress(request, context));
		return answerStop(request, reply, 'speak stopped', context);
	});
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** What is heard of SSML: its text, without the marks. */
function spokenText(ssml: string): string {
	return ssml
		.replace(/<[^>]*>/g, ' ')
		.replace(/&(lt|gt|quot|apos|amp);/g, (_entity, name: string) => ENTITIES[name] ?? '')
		.replace(/\s+/g, ' ')
		.trim();
}
