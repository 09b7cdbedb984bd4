import { dialLog } from '../../../lab/src/dialLog';
import type { AgentScript } from '../../../lab/src/ultravox/agentScript';
import { clockAhead } from './clockAhead';
import type { Choices } from './exampleWorkflow';
import { ExampleWorkflow } from './exampleWorkflow';
import { moveClock } from './movedClock.cjs';
import { OwnN8n } from './ownN8n';
import { PhoneWorld } from './phoneWorld';

/** How long an example may take until what it is for has happened, in milliseconds. */
export const PATIENCE = 120_000;

/** A lab for each test, and the examples that are tried in it. */
export interface Examples {
	readonly world: PhoneWorld;
	/** @param file in `workflows/` */
	importExample(file: string, choices: Choices): Promise<ExampleWorkflow>;
	/** The id of an agent whose prompt asks for what the workflow knows. */
	agent(script: AgentScript, systemPrompt: string, callTemplate?: object): string;
	/** The numbers that were rung. */
	rung(): string[];
}

/** A moment of a week, in universal time. */
export interface WeekTime {
	/** 0 is Sunday. */
	weekday: number;
	hour: number;
}

/** How long it is until then, in milliseconds. */
function until({ weekday, hour }: WeekTime): number {
	const now = new Date();
	const then = new Date(now);
	then.setUTCHours(hour, 0, 0, 0);
	then.setUTCDate(then.getUTCDate() + ((weekday - then.getUTCDay() + 7) % 7));
	if (then <= now) then.setUTCDate(then.getUTCDate() + 7);
	return then.getTime() - now.getTime();
}

/**
 * To be called once in a test file: everything is gone after each test, and nothing was sent that the providers would drop.
 * @param startsAt when it is for n8n and for the providers alike, so that what is shipped runs as it is on any day; now when not given
 */
export function useExamples(startsAt?: WeekTime): Examples {
	jest.setTimeout(5 * 60_000);
	const imported: ExampleWorkflow[] = [];
	let world: PhoneWorld | undefined;
	let own: OwnN8n | undefined;
	let setBack: (() => void) | undefined;
	const aheadMs = startsAt === undefined ? 0 : until(startsAt);
	const running = () => {
		if (!world) throw new Error('The lab is only there within a test');
		return world;
	};

	beforeAll(async () => {
		if (aheadMs === 0) return;
		own = await OwnN8n.start(aheadMs);
		setBack = moveClock(aheadMs);
	});
	beforeEach(async () => {
		// Its bridge checks when a request was signed.
		world = await PhoneWorld.start({}, own?.url, undefined, clockAhead(aheadMs));
	});
	afterAll(async () => {
		setBack?.();
		await own?.stop();
	});

	afterEach(async () => {
		for (const workflow of imported.splice(0)) await workflow.remove();
		expect(running().droppedFields).toEqual([]);
		await running().close();
	});

	return {
		get world() {
			return running();
		},
		importExample: async (file, choices) => {
			const workflow = await ExampleWorkflow.import(running(), file, choices);
			imported.push(workflow);
			return workflow;
		},
		agent: (script, systemPrompt, callTemplate = {}) => {
			const { greeting } = script;
			return running().lab.ultravox.addAgent({
				name: 'Anna',
				systemPrompt,
				script,
				callTemplate,
				...(greeting === undefined ? {} : { greeting }),
			}).agentId;
		},
		rung: () => dialLog(running().lab).map(({ to }) => to),
	};
}
