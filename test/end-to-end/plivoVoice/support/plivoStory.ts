import { encodeUtterance } from '../../../../lab/src/audio/utterance';
import { encodeWav } from '../../../../lab/src/audio/wav';
import type { Execution } from '../../../../lab/src/n8n/executionData';
import type { LabCall } from '../../../../lab/src/plivo/labCall';
import type { LabPlivo } from '../../../../lab/src/plivo/labPlivo';
import type { LabPerson } from '../../../../lab/src/plivo/people';
import type { PersonScript } from '../../../../lab/src/plivo/personScript';
import type { RecordedRequest } from '../../../../lab/src/plivo/rest/server';
import type { PlivoVariants } from '../../../../lab/src/plivo/variants';
import type { CustomerAnswer } from '../../../../lab/test/plivo/customer';
import { Customer } from '../../../../lab/test/plivo/customer';
import operations from '../../../contract/plivoVoice/operations.json';
import { ActionNode } from '../../support/actionNode';
import { eventually } from '../../support/eventually';
import { PhoneWorld } from '../../support/phoneWorld';
import type { Step } from './nodesInARow';
import { runInARow } from './nodesInARow';

// Bursts alone carry the texts; spoken words would only make the stories longer.
process.env.LAB_SPEECH = '0';

type Fields = Record<string, unknown>;
type Item = Record<string, unknown>;

/** What a refused operation shows to the user. */
export interface Refusal {
	message: string;
	/** With the status and the `api_id`. */
	description: string;
}

/** A value as a resource locator holds it. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
export const byName = (value: string) => ({ __rl: true, mode: 'name', value });

/** Where an operation about a call says which. */
export const onCall = ({ uuid }: { uuid: string }) => ({ callUuid: byId(uuid) });

/** The call in an item about one. */
export const callOf = (item: Item) => item.call as Item;

/** The operations of calls that change what is heard on one. */
export const CALL_CONTROL: readonly string[] = [
	'play',
	'stopPlaying',
	'speak',
	'stopSpeaking',
	'record',
	'stopRecording',
	'sendDtmf',
];

/** The texts of what was heard. */
export const texts = ({ heard }: Pick<LabCall, 'heard'>) => heard.map(({ text }) => text);

/** Plivo Voice in the real n8n against the lab, with the people who are called and the web server that directs the calls. */
export class PlivoStory {
	readonly #node: ActionNode;
	readonly #executed = new Map<string, Set<string>>();
	#people = 0;
	#pages = 0;

	private constructor(
		readonly world: PhoneWorld,
		/** The web server of the account's owner. */
		readonly web: Customer,
	) {
		this.#node = ActionNode.plivoVoice(world);
	}

	static async start(variants: Partial<PlivoVariants>): Promise<PlivoStory> {
		const world = await PhoneWorld.start({ plivo: variants });
		// The stories are about other things; the one about the queue sets it itself.
		world.lab.plivo.account.limits.callStartsPerSecond = 50;
		return new PlivoStory(world, await Customer.start());
	}

	get plivo(): LabPlivo {
		return this.world.lab.plivo;
	}

	get variants(): PlivoVariants {
		return this.plivo.variants;
	}

	/** Executes an operation that has to succeed; the items' JSON. */
	async items(resource: string, operation: string, parameters: Fields = {}): Promise<Item[]> {
		const { items, execution } = await this.#node.run(resource, operation, parameters);
		this.#keepsItsSecrets(execution);
		this.#note(resource, operation);
		return items.map(({ json }) => json);
	}

	/** The first item of it. */
	async run(resource: string, operation: string, parameters: Fields = {}): Promise<Item> {
		return (await this.items(resource, operation, parameters))[0] ?? {};
	}

	/** Executes an operation that has to fail; what the user sees. */
	async refused(resource: string, operation: string, parameters: Fields = {}): Promise<Refusal> {
		const { execution, items } = await this.#node.try(resource, operation, parameters);
		this.#keepsItsSecrets(execution);
		const { error } = execution.data.resultData;
		if (!error) throw new Error(`${resource} > ${operation} gave ${JSON.stringify(items)}`);
		return { message: error.message, description: error.description ?? '' };
	}

	/** Executes an operation again and again until it succeeds; the first item. */
	async eventually(resource: string, operation: string, parameters: Fields): Promise<Item> {
		const result = await eventually(`${resource} > ${operation}`, async () => {
			const tried = await this.#node.try(resource, operation, parameters);
			return tried.error === undefined && tried;
		});
		this.#keepsItsSecrets(result.execution);
		this.#note(resource, operation);
		return result.json;
	}

	/** Executes nodes one behind the other. */
	async inARow(...steps: Step[]): Promise<Execution> {
		const execution = await runInARow(this.world, steps);
		this.#keepsItsSecrets(execution);
		for (const { parameters, type } of steps) {
			if (!type.endsWith('.plivoVoice')) continue;
			this.#note(String(parameters.resource), String(parameters.operation));
		}
		return execution;
	}

	/** The values that a From List offers. */
	async offered(search: string, parameters: Fields = {}, filter?: string): Promise<string[]> {
		const { results } = await this.#node.search(search, parameters, filter);
		return results.map(({ value }) => value);
	}

	/** The words for what is not there: Plivo's, or ours where it says none. */
	notFound(words: RegExp): RegExp {
		return this.variants.notFoundBody === 'empty' ? /Plivo (?:did not find it|refused)/ : words;
	}

	/** Somebody new who can be called; their number. */
	person(facts: Partial<LabPerson> = {}): string {
		this.#people += 1;
		const number = `+1415557${String(1000 + this.#people)}`;
		this.plivo.people.add({ number, ...facts });
		return number;
	}

	/** Plivo XML on the web server; its address. */
	document(...elements: string[]): string {
		const xml = `<?xml version="1.0" encoding="UTF-8"?><Response>${elements.join('')}</Response>`;
		return this.#page(xml);
	}

	/** An audio file on the web server in which a text is said; its address. */
	sound(text: string): string {
		const body = encodeWav({ sampleRate: 16000, samples: encodeUtterance(text, 16000) });
		return this.#page({ body, type: 'audio/wav' }, '.wav');
	}

	/** An address on the web server that takes callbacks. */
	callback(): string {
		return this.#page({ body: 'OK', type: 'text/plain' });
	}

	/** The fields of what a page of the web server was sent, in order. */
	told(address: string): Array<Record<string, string>> {
		return this.web.at(new URL(address).pathname).map(({ fields }) => fields);
	}

	/** Somebody calls a number of the account, is answered with these elements, and is on the line. */
	async caller(elements: string[], person: PersonScript = []): Promise<LabCall> {
		const to = this.world.number();
		const application = this.plivo.account.addApplication({
			answer_url: this.document(...elements),
			hangup_url: this.callback(),
		});
		this.plivo.account.addNumber(to, { app_id: application.app_id });
		this.#people += 1;
		const from = `+1415558${String(1000 + this.#people)}`;
		const call = this.plivo.placeInboundCall({ from, to, person });
		await eventually('the answer', () => call.state === 'in-progress');
		return call;
	}

	/** The calls that rang a phone, or will. */
	callsTo(number: string): LabCall[] {
		return this.plivo.calls.all().filter(({ facts }) => `+${facts.to}` === number);
	}

	/** The only call to a number. */
	callTo(number: string): LabCall {
		const [call, ...others] = this.callsTo(number);
		if (!call || others.length > 0) throw new Error(`${others.length + 1} calls to ${number}`);
		return call;
	}

	/** The requests that could ring a phone since a moment. */
	ringing(from = 0): RecordedRequest[] {
		return this.plivo.requests
			.slice(from)
			.filter(({ method, path }) => method === 'POST' && /\/(?:Call|Participant)\/$/.test(path));
	}

	/** These operations of the resource have succeeded at least once: all of them, when not given. */
	expectExecuted(
		resource: keyof typeof operations,
		wanted: readonly string[] = operations[resource],
	): void {
		const executed = this.#executed.get(resource) ?? new Set();
		expect(wanted.filter((operation) => !executed.has(operation))).toEqual([]);
	}

	/** Ends it; nothing that was sent is unknown to Plivo. */
	async close(): Promise<void> {
		await this.#node.remove();
		const dropped = this.world.droppedFields;
		await this.world.close();
		await this.web.stop();
		expect(dropped).toEqual([]);
	}

	#page(answer: CustomerAnswer, extension = ''): string {
		this.#pages += 1;
		const path = `/page${this.#pages}${extension}`;
		this.web.on(path, answer);
		return this.web.url + path;
	}

	#note(resource: string, operation: string): void {
		const executed = this.#executed.get(resource) ?? new Set();
		this.#executed.set(resource, executed.add(operation));
	}

	#keepsItsSecrets(execution: Execution): void {
		const { authId, authToken } = this.plivo.account;
		const kept = JSON.stringify(execution.data);
		expect(kept).not.toContain(authToken);
		expect(kept).not.toContain(Buffer.from(`${authId}:${authToken}`).toString('base64'));
	}
}
