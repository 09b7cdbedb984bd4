import { dialLog } from '../../../lab/src/dialLog';
import type { AgentScript } from '../../../lab/src/ultravox/agentScript';
import type { Choices } from './exampleWorkflow';
import { ExampleWorkflow } from './exampleWorkflow';
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

/** To be called once in a test file: everything is gone after each test, and nothing was sent that the providers would drop. */
export function useExamples(): Examples {
	jest.setTimeout(5 * 60_000);
	const imported: ExampleWorkflow[] = [];
	let world: PhoneWorld | undefined;
	const running = () => {
		if (!world) throw new Error('The lab is only there within a test');
		return world;
	};

	beforeEach(async () => {
		world = await PhoneWorld.start();
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
