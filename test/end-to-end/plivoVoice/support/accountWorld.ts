import { inspect } from 'node:util';
import type { Execution } from '../../../../lab/src/n8n/executionData';
import type { RecordedRequest } from '../../../../lab/src/plivo/rest/server';
import type { PlivoVariants } from '../../../../lab/src/plivo/variants';
import type { ActionResult } from '../../support/actionNode';
import { ActionNode } from '../../support/actionNode';
import { PhoneWorld } from '../../support/phoneWorld';

/** A value of a *From List* or *By ID*, as the panel stores it. */
export interface Chosen {
	__rl: true;
	mode: 'id' | 'list';
	value: string;
}

/** What a user reads when an operation did not succeed. */
export interface ShownRefusal {
	message: string;
	description: string;
}

/** Plivo's id of a request, as the description of a refusal has it. */
export const API_ID = /Plivo's api_id for its support: [0-9a-f-]{36}\./;

export const byId = (value: string): Chosen => ({ __rl: true, mode: 'id', value });

/** Everything n8n keeps of an execution, the items, the errors and the workflow among it, as one text. */
export function everythingIn(execution: Execution): string {
	return inspect(execution, { depth: Infinity, maxArrayLength: null, maxStringLength: null });
}

/** A password as a parameter in which nobody can read it: an expression gives it. Without quotes and backslashes. */
export function hidden(password: string): string {
	const backwards = [...password].reverse().join('');
	return `={{ '${backwards}'.split('').reverse().join('') }}`;
}

/** Plivo Voice in the real n8n with a Plivo account of its own. */
export class AccountWorld {
	private constructor(
		readonly world: PhoneWorld,
		readonly node: ActionNode,
	) {}

	static async start(variants: Partial<PlivoVariants>): Promise<AccountWorld> {
		const world = await PhoneWorld.start({ plivo: variants });
		return new AccountWorld(world, ActionNode.plivoVoice(world));
	}

	get plivo() {
		return this.world.lab.plivo;
	}

	get account() {
		return this.plivo.account;
	}

	/** As a user who picks from the list what is called like this. @throws Error when it is not offered just once */
	async fromList(methodName: string, name: string): Promise<Chosen> {
		const { results } = await this.node.search(methodName, {}, name);
		const [found, another] = results.filter((one) => one.name === name);
		if (!found || another) {
			throw new Error(`${methodName} offers for ${name}: ${JSON.stringify(results)}`);
		}
		return { __rl: true, mode: 'list', value: found.value };
	}

	/** The names a list offers for a text typed into its search. */
	async offered(methodName: string, filter?: string): Promise<string[]> {
		const { results } = await this.node.search(methodName, {}, filter);
		return results.map(({ name }) => name);
	}

	/** Executes an operation that has to succeed; its items hold no secret of the account. */
	async run(
		resource: string,
		operation: string,
		parameters: Record<string, unknown> = {},
	): Promise<ActionResult> {
		const result = await this.node.run(resource, operation, parameters);
		this.expectNoSecret(result.execution);
		return result;
	}

	/** Executes an operation that has to fail; what the user reads then. */
	async refused(
		resource: string,
		operation: string,
		parameters: Record<string, unknown> = {},
	): Promise<ShownRefusal> {
		const { execution, error } = await this.node.try(resource, operation, parameters);
		expect({ resource, operation, status: execution.status }).toMatchObject({ status: 'error' });
		this.expectNoSecret(execution);
		return {
			message: error ?? '',
			description: execution.data.resultData.error?.description ?? '',
		};
	}

	/** The requests that an operation makes. */
	async requestsOf(doing: () => Promise<unknown>): Promise<RecordedRequest[]> {
		const before = this.plivo.requests.length;
		await doing();
		return this.plivo.requests.slice(before);
	}

	/** Ends the world. Nothing that was sent in it may have been dropped without a word. */
	async close(): Promise<void> {
		await this.node.remove();
		const dropped = this.world.droppedFields;
		await this.world.close();
		expect(dropped).toEqual([]);
	}

	private expectNoSecret(execution: Execution): void {
		expect(everythingIn(execution)).not.toContain(this.account.authToken);
	}
}
