import type { Execution } from '../../../../lab/src/n8n/executionData';
import { LAB_ULTRAVOX_API_KEY } from '../../../../lab/src/ultravox/ultravoxState';
import type { UltravoxVariants } from '../../../../lab/src/ultravox/ultravoxVariants';
import { Customer } from '../../../../lab/test/plivo/customer';
import type { ShownRefusal } from '../../plivoVoice/support/accountWorld';
import type { Step } from '../../plivoVoice/support/nodesInARow';
import { runInARow } from '../../plivoVoice/support/nodesInARow';
import { ActionNode } from '../../support/actionNode';
import { PhoneWorld } from '../../support/phoneWorld';
import type { Fields } from './ultravoxStory';
import { UltravoxStory } from './ultravoxStory';

/** An Ultravox account whose owner has a web server, looks into the console, and puts other nodes before and behind. */
export class UltravoxAccount extends UltravoxStory {
	private constructor(
		world: PhoneWorld,
		/** The web server of the account's owner. */
		readonly web: Customer,
	) {
		super(world, ActionNode.ultravox(world));
	}

	static override async start(variants: Partial<UltravoxVariants>): Promise<UltravoxAccount> {
		const world = await PhoneWorld.start({ ultravox: variants });
		return new UltravoxAccount(world, await Customer.start());
	}

	/** Executes nodes one behind the other. */
	async inARow(...steps: Step[]): Promise<Execution> {
		const execution = await runInARow(this.world, steps);
		this.keepsItsSecrets(execution, false);
		if (execution.data.resultData.error) return execution;
		for (const { parameters, type } of steps) {
			if (!type.endsWith('.ultravox')) continue;
			this.note(String(parameters.resource), String(parameters.operation));
		}
		return execution;
	}

	/** What the user reads when nodes one behind the other do not come to their end. */
	async refusedInARow(...steps: Step[]): Promise<ShownRefusal> {
		const { error } = (await this.inARow(...steps)).data.resultData;
		if (!error) throw new Error(`Nothing was refused in ${steps.map(({ name }) => name).join()}`);
		return { message: error.message, description: error.description ?? '' };
	}

	/** The names that a From List offers for a text typed into its search. */
	async offered(search: string, parameters: Fields = {}, filter?: string): Promise<string[]> {
		const { results } = await this.node.search(search, parameters, filter);
		return results.map(({ name }) => name);
	}

	/** A request to the lab's Ultravox, as its console would make it. */
	async request(method: string, path: string, body?: object): Promise<Response> {
		return await fetch(`${this.ultravox.apiUrl}${path}`, {
			method,
			headers: { 'x-api-key': LAB_ULTRAVOX_API_KEY, 'content-type': 'application/json' },
			redirect: 'manual',
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
	}

	/** The answer to one that has to succeed. */
	async console<T = Fields>(method: string, path: string, body?: object): Promise<T> {
		const response = await this.request(method, path, body);
		if (response.ok) return (await response.json()) as T;
		throw new Error(`${method} ${path} -> ${response.status} ${await response.text()}`);
	}

	/** The status of what the console asks for. */
	async statusOf(path: string): Promise<number> {
		return (await this.request('GET', path)).status;
	}

	/** The file that the console gets, from Ultravox or from where it leads to. */
	async file(path: string): Promise<Buffer> {
		const answer = await this.request('GET', path);
		const elsewhere = answer.headers.get('location');
		const response = elsewhere === null ? answer : await fetch(elsewhere);
		return Buffer.from(await response.arrayBuffer());
	}

	/** The bodies that were sent to a path; of a file its name, type and size. */
	sent(method: string, path: string): unknown[] {
		return this.ultravox.requests
			.filter((request) => request.method === method && request.path === path)
			.map(({ body }) => JSON.parse(JSON.stringify(body)) as unknown);
	}

	override async close(...unplayed: string[]): Promise<void> {
		await this.web.stop();
		await super.close(...unplayed);
	}
}
