import { answerFields, hangupFields, ringFields } from '../callbackFields';
import type { Endpoint } from '../callFacts';
import { ring } from '../callRunner';
import type { CallWorld } from '../callWorld';
import { loadSoundDocument } from '../conference/soundDocument';
import { deferred } from '../deferred';
import { playInto } from '../elements/playOut';
import {
	canceled,
	confirmKeyFailed,
	internalError,
	lostRace,
	unallocatedNumber,
} from '../hangupCauses';
import type { LabCall } from '../labCall';
import { SoundSequence } from '../lineSound';
import { sleep } from '../sleep';
import type { XmlNode } from '../xmlDocument';
import { runDocuments } from '../xmlInterpreter';
import type { MultiPartyCall } from './multiPartyCall';
import type { JoinRequest } from './participantSettings';
import { takePartByApi } from './takePart';

/** How long somebody may think about the key that confirms. */
const CONFIRM_MS = 10_000;

/** How the API wants somebody dialed (plivo-conferences.md §C3.6). */
export interface ParticipantDialing {
	/** Seconds. */
	ringTimeout: number;
	delay: number;
	/** The key they must press before they come in. */
	confirmKey: string | undefined;
	confirmSound: Endpoint | undefined;
	/** Told of the new call's states. */
	statusCallback: Endpoint | undefined;
}

/** Calls that ring for one place: who picks up first gets it. */
export class DialRace {
	readonly #calls: LabCall[] = [];
	#open = 0;
	#won = false;

	/** @param onNobody called when the last call has failed */
	constructor(private readonly onNobody: () => void) {}

	add(call: LabCall): void {
		this.#calls.push(call);
		this.#open += 1;
	}

	/** A call has ended without the place. */
	lose(): void {
		this.#open -= 1;
		if (this.#open === 0 && !this.#won) this.onNobody();
	}

	/** Whether the call gets the place; the others are given up then. */
	win(winner: LabCall): boolean {
		if (this.#won) return false;
		this.#won = true;
		for (const call of this.#calls) if (call !== winner) call.end(lostRace('Plivo'));
		return true;
	}
}

/** Takes the call of an added participant from the dialing to its end. */
export async function runParticipantCall(
	call: LabCall,
	dialing: ParticipantDialing,
	race: DialRace,
	place: { mpc: MultiPartyCall; join: JoinRequest },
	world: CallWorld,
): Promise<void> {
	const finished = finishWhenEnded(call, dialing.statusCallback, world);
	const giveUp = () => call.end(canceled('Plivo'));
	place.mpc.over.addEventListener('abort', giveUp);
	try {
		const taken = await pickUp(call, dialing, race, world);
		place.mpc.over.removeEventListener('abort', giveUp);
		if (taken) await converse(call, place, world);
		else race.lose();
	} catch (error) {
		call.log(`the lab failed: ${String(error)}`);
		call.end(internalError('Plivo'));
	}
	await finished;
}

/** Whether the call was answered, confirmed, and first. */
async function pickUp(
	call: LabCall,
	{ ringTimeout, delay, statusCallback, confirmKey, confirmSound }: ParticipantDialing,
	race: DialRace,
	world: CallWorld,
): Promise<boolean> {
	await sleep(delay * 1000, call.ended);
	if (call.ended.aborted) return false;
	const { to, from } = call.facts;
	const callee = world.people.find(to);
	call.state = 'ringing';
	world.dials.note({ to, from, by: 'participant', callUuid: call.uuid, answerUrl: null });
	if (!callee) {
		call.end(unallocatedNumber('Carrier'));
		return false;
	}
	void tell(statusCallback, 'ring', ringFields(call, world), world);
	const ending = await ring(callee, { ringTimeout }, call);
	if (ending) call.end(ending);
	if (call.ended.aborted) return false;
	call.line.open();
	call.answer();
	void tell(statusCallback, 'answer', answerFields(call, world), world);
	if (confirmKey !== undefined && !(await confirms(call, confirmKey, confirmSound, world))) {
		call.end(confirmKeyFailed('Plivo'));
		return false;
	}
	if (!call.ended.aborted && race.win(call)) return true;
	call.end(lostRace('Plivo'));
	return false;
}

/** Whether the right key is pressed while, or soon after, the sound plays. */
async function confirms(
	call: LabCall,
	key: string,
	sound: Endpoint | undefined,
	world: CallWorld,
): Promise<boolean> {
	const pressed = deferred<string>();
	const stop = call.line.onDigit((digit) => pressed.resolve(digit));
	const over = new AbortController();
	const signal = AbortSignal.any([call.ended, over.signal]);
	void play(sound, call, signal, world).then(async () => {
		await sleep(CONFIRM_MS, signal);
		pressed.resolve('');
	});
	const digit = await pressed.promise;
	over.abort();
	stop();
	return digit === key;
}

async function play(
	endpoint: Endpoint | undefined,
	call: LabCall,
	signal: AbortSignal,
	world: CallWorld,
): Promise<void> {
	if (!endpoint) return;
	const sounds = await loadSoundDocument(endpoint, 'confirm sound', { call, world, signal });
	await playInto(call.line, new SoundSequence(sounds, false), signal);
}

/** In the multi-party call, and in the documents it may be moved to from there. */
async function converse(
	call: LabCall,
	{ mpc, join }: { mpc: MultiPartyCall; join: JoinRequest },
	world: CallWorld,
): Promise<void> {
	call.pendingTransfer = { run: async (context) => await takePartByApi(mpc, join, context) };
	const ending = await runDocuments(NOTHING, call, world);
	if (ending) call.end(ending);
}

/** A document that has come to its end. */
const NOTHING: XmlNode = { name: 'Response', attributes: {}, children: [], text: '', ownText: '' };

async function finishWhenEnded(
	call: LabCall,
	statusCallback: Endpoint | undefined,
	world: CallWorld,
): Promise<void> {
	const end = await call.whenEnded;
	await tell(statusCallback, 'hangup', hangupFields(call, end, world), world);
	call.settle();
}

async function tell(
	statusCallback: Endpoint | undefined,
	purpose: string,
	fields: Record<string, string>,
	world: CallWorld,
): Promise<void> {
	if (statusCallback) await world.callbacks.send({ purpose, ...statusCallback, fields });
}
