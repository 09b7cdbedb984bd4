import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { assertBridgeUnderstandsTokens } from '../../shared/bridgeRequest';
import { getPlivoAccount } from '../../shared/plivoRequest';
import type { ApplicationFields } from '../../shared/plivoApplication';
import { getApplication } from '../../shared/plivoApplication';
import { PHONE_NUMBERS } from './inputs';
import type { Target } from './linkSteps';
import { createStep, linkStep, updateStep } from './linkSteps';
import { clearTestApplication } from './leftovers';
import { testName } from './names';
import type { OwnedNumber } from '../../shared/plivoNumber';
import { getNumber } from '../../shared/plivoNumber';
import { ownedNumbers } from './ownedNumbers';
import { clearEarlierTests } from './publish';
import { attempt, cause } from './refusal';
import type { TestApplication } from './remember';
import { remember } from './remember';
import { readSettings } from './settings';
import { whileBeingSetUp } from './settingUp';
import type { Step } from './steps';
import { takeSteps } from './steps';
import {
	answerUrl,
	fallbackUrl,
	hangupUrl,
	isSameTrigger,
	ownFallbackUrl,
	reachableWebhookUrl,
} from './urls';

/** Numbers that lead to the same Application now, and so go back to the same one. */
interface Group {
	before: string | null;
	numbers: OwnedNumber[];
}

function groupsOf(numbers: OwnedNumber[], leftovers: Map<string, string | null>): Group[] {
	const groups = new Map<string | null, Group>();
	for (const number of numbers) {
		const { linkedTo } = number;
		const before =
			linkedTo !== null && leftovers.has(linkedTo) ? (leftovers.get(linkedTo) ?? null) : linkedTo;
		const group = groups.get(before) ?? { before, numbers: [] };
		group.numbers.push(number);
		groups.set(before, group);
	}
	return [...groups.values()];
}

/**
 * What a test Application says. When n8n crashes and forgets the test, Plivo finds nobody at the test URL and asks the
 * party that answered before.
 */
async function testFields(
	context: IHookFunctions,
	testUrl: string,
	before: string | null,
): Promise<ApplicationFields> {
	const source = before === null ? null : await getApplication(context, before);
	const own = source !== null && isSameTrigger(source.answer_url, testUrl);
	const fallback = source === null ? '' : source.answer_url;
	return {
		answer_url: answerUrl(testUrl),
		answer_method: 'POST',
		hangup_url: hangupUrl(testUrl),
		hangup_method: 'POST',
		fallback_answer_url: own ? ownFallbackUrl(fallback) : fallbackUrl(fallback),
		fallback_method: own ? 'POST' : (source?.answer_method ?? 'POST'),
	};
}

/** The steps that lead one group of numbers to a test Application. */
async function testSteps(
	context: IHookFunctions,
	testUrl: string,
	group: Group,
	leftover: string | null,
	whenThere: (id: string) => void,
): Promise<Step[]> {
	const fields = await attempt(
		context,
		{ doing: 'Reading what the numbers are linked to', input: PHONE_NUMBERS },
		async () => await testFields(context, testUrl, group.before),
	);
	const target: Target = { id: leftover, held: new Set() };
	const current = leftover === null ? null : await getApplication(context, leftover);
	const links = group.numbers
		.filter(({ linkedTo }) => linkedTo === null || linkedTo !== leftover)
		.map((number) => linkStep(context, target, number));
	if (current === null) {
		target.id = null;
		return [
			createStep(context, target, testName(context, group.before), fields, whenThere),
			...links,
		];
	}
	whenThere(current.app_id);
	return [updateStep(context, current.app_id, fields, current), ...links];
}

/**
 * While the editor listens for a test event, the chosen numbers lead to test Applications: one for each Application they
 * come from, which its name says. The Application and the memory of the published workflow are not touched.
 * @throws NodeOperationError that names the input to fix
 */
export async function beginTest(context: IHookFunctions): Promise<void> {
	await whileBeingSetUp(context, async (isStopped) => {
		const test = await setUpTest(context);
		if (isStopped()) await endTest(context, test);
	});
}

/** @returns the test Applications that the numbers lead to now */
async function setUpTest(context: IHookFunctions): Promise<TestApplication[]> {
	const test: TestApplication[] = [];
	const save = () => remember(context, { test });
	save();
	const settings = readSettings(context);
	if (settings.numbers.length === 0) {
		throw new NodeOperationError(context.getNode(), `'${PHONE_NUMBERS}' is empty`, {
			description: 'Choose at least one number to call for the test',
		});
	}
	const testUrl = reachableWebhookUrl(context, (await getPlivoAccount(context)).baseUrl);
	if (settings.needsBridge) await assertBridgeUnderstandsTokens(context);
	const leftovers = await clearEarlierTests(context);
	const numbers = await ownedNumbers(context, settings.numbers);
	const steps: Step[] = [];
	for (const group of groupsOf(numbers, leftovers)) {
		const leftover = [...leftovers].find(([, before]) => before === group.before)?.[0] ?? null;
		const whenThere = (id: string) => {
			const e164s = group.numbers.map(({ e164 }) => e164);
			test.push({ id, numbers: e164s, before: group.before });
			save();
		};
		steps.push(...(await testSteps(context, testUrl, group, leftover, whenThere)));
	}
	// Whatever remains of a test is found by its name and cleared away by the next test or publish.
	await takeSteps(context, steps, save);
	return test;
}

async function endTestOn(context: IHookFunctions, test: TestApplication): Promise<void> {
	const numbers: OwnedNumber[] = [];
	for (const e164 of test.numbers) {
		const number = await getNumber(context, e164);
		if (number !== null) numbers.push(number);
	}
	await clearTestApplication(context, test.id, test.before, numbers);
}

/** The test is over: the numbers go back at once and the test Applications are deleted. Never throws. */
export async function endTest(context: IHookFunctions, tests: TestApplication[]): Promise<void> {
	for (const test of tests) {
		try {
			await endTestOn(context, test);
		} catch (error) {
			context.logger.warn(
				`Inbound Call Trigger: ${test.numbers.join(', ')} could not be put back after the test. Listen for a test event again, or unpublish and publish the workflow.`,
				{ cause: cause(error) },
			);
		}
	}
	remember(context, {});
}
