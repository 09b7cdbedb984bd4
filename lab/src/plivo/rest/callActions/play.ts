import type { FastifyInstance } from 'fastify';
import { fetchSound } from '../../elements/sounds';
import type { LabCall } from '../../labCall';
import type { LineSound } from '../../lineSound';
import type { RestContext } from '../context';
import { readBody } from '../context';
import type { FieldCheck, FieldRule } from '../fields';
import { flag, httpUrl, readFlag, wholeNumber } from '../fields';
import { answerAction, answerStop, CALLBACK, callInProgress, chosenLegs, LEGS } from './action';
import { SoundsUnderWay } from './soundsUnderWay';

const urlList: FieldCheck = (value) =>
	typeof value === 'string' && value.split(',').every((url) => httpUrl(url.trim()) === undefined)
		? undefined
		: 'is not a list of valid URLs';

const RULES: Record<string, FieldRule> = {
	urls: { check: urlList, required: true },
	length: { check: wholeNumber(1, 86_400) },
	legs: LEGS,
	loop: { check: flag },
	mix: { check: flag },
	...CALLBACK,
};

/** Playing files into a call (plivo.md §5.3): one after another, at most `length` seconds. */
export function playRoutes(server: FastifyInstance, context: RestContext): void {
	const underWay = new SoundsUnderWay();

	server.post('/Call/:uuid/Play/', async (request, reply) => {
		const call = callInProgress(request, context);
		const values = readBody(request, context, RULES);
		const urls = (values.urls as string).split(',').map((url) => url.trim());
		underWay.start(
			call,
			chosenLegs(call, values.legs, context),
			async (signal) => await fetchAll(urls, call, signal),
			{
				loop: readFlag(values.loop),
				mix: readFlag(values.mix ?? true),
				longestMs: values.length === undefined ? undefined : Number(values.length) * 1000,
			},
		);
		return answerAction(reply, values, { message: 'play started' }, context);
	});

	server.delete('/Call/:uuid/Play/', async (request, reply) => {
		underWay.stop(callInProgress(request, context));
		return answerStop(request, reply, 'play stopped', context);
	});
}

async function fetchAll(urls: string[], call: LabCall, signal: AbortSignal): Promise<LineSound[]> {
	const sounds = await Promise.all(urls.map(async (url) => await fetchSound(url, call, signal)));
	return sounds.filter((sound) => sound !== undefined);
}
