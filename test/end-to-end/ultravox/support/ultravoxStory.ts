import type { Execution } from '../../../../lab/src/n8n/executionData';
import type { LabCall } from '../../../../lab/src/plivo/labCall';
import type { LabPerson } from '../../../../lab/src/plivo/people';
import type { LabUltravoxCall } from '../../../../lab/src/ultravox/labUltravoxCall';
import type { RecordedRequest } from '../../../../lab/src/ultravox/ultravoxState';
import { LAB_ULTRAVOX_API_KEY } from '../../../../lab/src/ultravox/ultravoxState';
import type { UltravoxVariants } from '../../../../lab/src/ultravox/ultravoxVariants';
import operations from '../../../contract/ultravoxNode/operations.json';
import type { Chosen, ShownRefusal } from '../../plivoVoice/support/accountWorld';
import { everythingIn, hidden } from '../../plivoVoice/support/accountWorld';
import type { ActionResult } from '../../support/actionNode';
import { ActionNode } from '../../support/actionNode';
import { eventually } from '../../support/eventually';
import { PhoneWorld } from '../../support/phoneWorld';

// Bursts alone carry the texts; spoken words would only make the stories longer.
process.env.LAB_SPEECH = '0';

export type Fields = Record<string, unknown>;

/** The call in an item about one. */
export const callOf = (item: Fields) => item.call as Fields;

/** Rows of a list in the panel. */
export const rows = (...values: Fields[]) => ({ values });

/** What the panel has only one of. */
export const one = (values: Fields) => ({ values });

/** The Ultravox node in the real n8n, with an Ultravox and a Plivo account of its own. */
export class UltravoxStory {
	readonly #executed = new Map<string, Set<string>>();
	readonly #secrets: string[];
	#people = 0;

	protected constructor(
		readonly world: PhoneWorld,
		readonly node: ActionNode,
	) {
		const { authId, authToken } = this.plivo.account;
		const basic = Buffer.from(`${authId}:${authToken}`).toString('base64');
		this.#secrets = [authToken, basic, LAB_ULTRAVOX_API_KEY];
	}

	static async start(variants: Partial<UltravoxVariants>): Promise<UltravoxStory> {
		const world = await PhoneWorld.start({ ultravox: variants });
		return new UltravoxStory(world, ActionNode.ultravox(world));
	}

	get plivo() {
		return this.world.lab.plivo;
	}

	get ultravox() {
		return this.world.lab.ultravox;
	}

	get variants(): UltravoxVariants {
		return this.ultravox.variants;
	}

	/** A secret as it is typed into the panel; from now on no execution may hold it. */
	secret(text: string): string {
		this.#secrets.push(text);
		return hidden(text);
	}

	/** Executes an operation that has to succeed, with nothing secret in what n8n keeps of it. */
	async result(
		resource: string,
		operation: string,
		parameters: Fields = {},
	): Promise<ActionResult> {
		const result = await this.node.run(resource, operation, parameters);
		this.keepsItsSecrets(result.execution, parameters.returnJoinUrl === true);
		this.note(resource, operation);
		return result;
	}

	/** The items' JSON. */
	async items(resource: string, operation: string, parameters: Fields = {}): Promise<Fields[]> {
		const { items } = await this.result(resource, operation, parameters);
		return items.map(({ json }) => json);
	}

	/** The first item of it. */
	async run(resource: string, operation: string, parameters: Fields = {}): Promise<Fields> {
		return (await this.result(resource, operation, parameters)).json;
	}

	/** Executes an operation that has to fail; what the user reads. */
	async refused(
		resource: string,
		operation: string,
		parameters: Fields = {},
	): Promise<ShownRefusal> {
		const { execution, items } = await this.node.try(resource, operation, parameters);
		this.keepsItsSecrets(execution, false);
		const { error } = execution.data.resultData;
		if (!error) throw new Error(`${resource} > ${operation} gave ${JSON.stringify(items)}`);
		return { message: error.message, description: error.description ?? '' };
	}

	/** Executes an operation again and again until its first item is as wanted. */
	async eventually(
		resource: string,
		operation: string,
		parameters: Fields,
		isWanted: (item: Fields) => boolean,
	): Promise<Fields> {
		return await eventually(`what ${resource} > ${operation} shall show`, async () => {
			const item = await this.run(resource, operation, parameters);
			return isWanted(item) && item;
		});
	}

	/** As a user who picks from the list what is called like this. @throws Error when it is not offered just once */
	async fromList(search: string, name: string | RegExp, parameters: Fields = {}): Promise<Chosen> {
		const { results } = await this.node.search(search, parameters);
		const isIt = (offer: string) => (typeof name === 'string' ? offer === name : name.test(offer));
		const [found, another] = results.filter((one) => isIt(one.name));
		if (!found || another) {
			throw new Error(`${search} offers for ${String(name)}: ${JSON.stringify(results)}`);
		}
		return { __rl: true, mode: 'list', value: found.value };
	}

	/** Somebody new who can be called; their number. */
	person(facts: Partial<LabPerson> = {}): string {
		this.#people += 1;
		const number = `+1415557${String(1000 + this.#people)}`;
		this.plivo.people.add({ number, ...facts });
		return number;
	}

	/** The calls of Plivo's that rang a phone, or will. */
	phoneCallsTo(number: string): LabCall[] {
		return this.plivo.calls.all().filter(({ facts }) => `+${facts.to}` === number);
	}

	/** Plivo's only call to a number, as soon as it is there. */
	async phoneCallTo(number: string): Promise<LabCall> {
		const [call, ...others] = await eventually(`a call to ${number}`, () => {
			const calls = this.phoneCallsTo(number);
			return calls.length > 0 && calls;
		});
		if (!call || others.length > 0) throw new Error(`${others.length + 1} calls to ${number}`);
		return call;
	}

	/** Ultravox's own call that an item is about. */
	labCall(item: Fields): LabUltravoxCall {
		const call = this.ultravox.calls.get(String(callOf(item).callId));
		if (!call) throw new Error(`Ultravox has no such call: ${JSON.stringify(item)}`);
		return call;
	}

	/** The requests to Ultravox's API that something makes. */
	async requestsOf(doing: () => Promise<unknown>): Promise<RecordedRequest[]> {
		const before = this.ultravox.requests.length;
		await doing();
		return this.ultravox.requests.slice(before);
	}

	/**
	 * All operations of the resource have succeeded at least once.
	 * @param others those that cannot, as Ultravox behaves here, or do so in another file
	 */
	expectExecuted(resource: keyof typeof operations, others: readonly string[] = []): void {
		const executed = this.#executed.get(resource) ?? new Set();
		expect(operations[resource].filter((operation) => !executed.has(operation))).toEqual(others);
	}

	/**
	 * Ends it. Nothing that was sent is unknown to Ultravox or Plivo.
	 * @param unplayed what was asked of the lab that it only stores, in its words
	 */
	async close(...unplayed: string[]): Promise<void> {
		await this.node.remove();
		const { droppedFields, lab } = this.world;
		const notPlayed = lab.log.filter(({ kind }) => kind === 'not-simulated');
		await this.world.close();
		expect(droppedFields).toEqual([]);
		expect([...new Set(notPlayed.map(({ summary }) => summary))]).toEqual(
			unplayed.map((what) => `${what} is accepted, but has no effect in the lab`),
		);
	}

	protected note(resource: string, operation: string): void {
		const executed = this.#executed.get(resource) ?? new Set();
		this.#executed.set(resource, executed.add(operation));
	}

	protected keepsItsSecrets(execution: Execution, showsJoinUrl: boolean): void {
		const kept = everythingIn(execution);
		const joins = [...this.ultravox.calls.values()].map(({ joinToken }) => joinToken);
		const secrets = [...this.#secrets, ...(showsJoinUrl ? [] : joins)];
		expect(secrets.filter((secret) => kept.includes(secret))).toEqual([]);
	}
}
