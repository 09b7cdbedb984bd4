import { createHash } from 'node:crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

type NamingContext = IHookFunctions | IWebhookFunctions;

/** Plivo allows letters, digits, `-` and `_` (plivo.md §4). */
const allowed = (text: string) => text.replace(/[^A-Za-z0-9_-]/g, '');

const shortNodeId = (context: NamingContext) => allowed(context.getNode().id).slice(0, 8);

/** Name of the dedicated Application of a trigger. */
export function dedicatedName(context: NamingContext): string {
	return `n8n-${allowed(String(context.getWorkflow().id))}-${shortNodeId(context)}`;
}

/** Its name where another n8n has the same workflow and uses the same Plivo account. */
export function distinctDedicatedName(context: NamingContext, webhookUrl: string): string {
	const digest = createHash('sha256').update(webhookUrl).digest('hex').slice(0, 8);
	return `${dedicatedName(context)}-${digest}`;
}

/** Whether a name is that of a dedicated Application, of whatever trigger: node ids are UUIDs. */
export function isDedicatedName(name: string): boolean {
	return /^n8n-[A-Za-z0-9_-]+-[0-9a-f]{8}$/.test(name);
}

/** What the names of all test Applications begin with. */
export const TEST_PREFIX = 'n8n-test-';

/** What the names of the test Applications of a trigger begin with. */
export const testPrefix = (context: NamingContext) => `${TEST_PREFIX}${shortNodeId(context)}-`;

/**
 * Name of a test Application. It says where its numbers go back to, because n8n forgets a test when it restarts.
 * @param before id of an Application or trunk, null for nowhere
 */
export function testName(context: NamingContext, before: string | null): string {
	return `${testPrefix(context)}${before ?? 'none'}`;
}

/** Where the numbers of a test Application go back to: an id, null for nowhere; undefined when it is no such name. */
export function beforeTest(context: NamingContext, name: string): string | null | undefined {
	const prefix = testPrefix(context);
	const before = name.startsWith(prefix) ? name.slice(prefix.length) : '';
	if (!/^[A-Za-z0-9-]+$/.test(before)) return undefined;
	return before === 'none' ? null : before;
}
