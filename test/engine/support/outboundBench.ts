import './n8nFolder';
import { parse, stringify } from 'flatted';
import { WorkflowExecute } from 'n8n-core';
import type {
	IDataObject,
	IExecuteContextData,
	IExecuteData,
	INode,
	INodeExecutionData,
	IRun,
	IRunExecutionData,
} from 'n8n-workflow';
import { createRunExecutionData } from 'n8n-workflow';
import { additionalData } from './additionalData';
import { AGENT, API_KEY, AUTH_ID, AUTH_TOKEN, BRIDGE_SECRET, CALLER_ID } from './outboundProviders';
import type { RecordingServer } from './recordingServer';
import { loadWorkflow } from './runWorkflow';

const NODE = 'Phone Agent';

/** How Phone Agent is run. */
export interface OutboundRun {
	operation?: string;
	items?: IDataObject[];
	parameters?: IDataObject;
	options?: IDataObject;
	defaultCallerId?: string;
	bridge?: boolean;
	onError?: INode['onError'];
	/** As n8n runs it again after a failure. */
	mode?: 'trigger' | 'retry';
	executionId?: string;
	/** What n8n's Retry copies of an earlier run. */
	contextData?: IExecuteContextData;
	/** What n8n kept of an execution that slept: it is run on, as at its deadline, or by n8n's Retry. */
	stored?: string;
	/** With these items in the place of those that were written before, as where the webhook gives results. */
	resumedWith?: INodeExecutionData[][];
	/** Other settings of the node. */
	node?: Partial<INode>;
	/** Pressed while it runs. */
	stop?: (cancel: () => void) => void;
}

/** What came of it. */
export interface OutboundOutcome {
	run: IRun;
	items(output?: number): INodeExecutionData[];
	/** What comes out at the deadline. */
	written(output?: number): INodeExecutionData[];
	isWaiting: boolean;
	message: string | undefined;
	description: string | null | undefined;
	contextData: IExecuteContextData | undefined;
	/** Everything that n8n keeps. */
	stored: string;
}

/** Runs Phone Agent in n8n's engine against these providers. */
export async function runOutbound(
	providers: RecordingServer,
	{
		operation = 'callAndWait',
		items = [{ to: '+14155550123' }],
		parameters = {},
		options = {},
		defaultCallerId = CALLER_ID,
		bridge = false,
		onError,
		mode = 'trigger',
		executionId = '1',
		contextData = {},
		stored,
		resumedWith,
		node: settings = {},
		stop,
	}: OutboundRun = {},
): Promise<OutboundOutcome> {
	const node: INode = {
		id: '7d1f4c1e-0000-4000-8000-000000000000',
		name: NODE,
		type: 'n8n-nodes-plivo-ultravox.phoneAgent',
		typeVersion: 1,
		position: [0, 0],
		parameters: {
			resource: 'call',
			operation,
			to: '={{ $json.to }}',
			agent: { __rl: true, mode: 'id', value: AGENT },
			audioPath: bridge ? 'bridge' : 'direct',
			options: { callsPerSecond: 30, ...options },
			...parameters,
		} as INode['parameters'],
		credentials: Object.fromEntries(
			['ultravoxApi', 'plivoVoiceApi', ...(bridge ? ['voiceBridgeApi'] : [])].map((name) => [
				name,
				{ id: name, name },
			]),
		),
		...(onError ? { onError } : {}),
		...settings,
	};
	const { url } = providers;
	const { base, workflow } = loadWorkflow({
		id: 'engineTest',
		name: 'Engine test',
		nodes: [node],
		connections: {},
	});
	const credentials = {
		plivoVoiceApi: {
			authId: AUTH_ID,
			authToken: AUTH_TOKEN,
			defaultCallerId,
			advanced: true,
			baseUrl: url,
		},
		ultravoxApi: { apiKey: API_KEY, advanced: true, baseUrl: url, appBaseUrl: url },
		voiceBridgeApi: {
			publicUrl: 'wss://bridge.example.com',
			controlUrl: url,
			sharedSecret: BRIDGE_SECRET,
		},
	};
	const input = { main: [items.map((json) => ({ json }))] };
	const nodeExecutionStack = [{ node, data: input, source: null }];
	const data =
		stored === undefined
			? createRunExecutionData({ executionData: { contextData, nodeExecutionStack } })
			: keptOf(stored, resumedWith);
	const execution = new WorkflowExecute(
		{ ...additionalData(base, mode, credentials, []), executionId },
		mode,
		data,
	);
	await workflow.expression.acquireIsolate();
	try {
		const running = execution.processRunExecutionData(workflow);
		stop?.(() => running.cancel());
		const run = await running;
		const { resultData, executionData } = run.data;
		const { error, runData } = resultData;
		return {
			run,
			items: (output = 0) => runData[NODE]?.[0]?.data?.main?.[output] ?? [],
			written: (output = 0) => executionData?.nodeExecutionStack[0]?.data.main?.[output] ?? [],
			isWaiting: run.waitTill !== undefined && run.waitTill !== null,
			message: error?.message,
			description: error?.description,
			contextData: executionData?.contextData,
			stored: stringify(run.data),
		};
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

/** An execution that sleeps, as n8n reads it from its database. */
function keptOf(stored: string, resumedWith?: INodeExecutionData[][]): IRunExecutionData {
	const kept = parse(stored) as IRunExecutionData;
	if (resumedWith !== undefined) entryOf(kept).data.main = resumedWith;
	return kept;
}

function entryOf({ executionData }: IRunExecutionData): IExecuteData {
	const [entry] = executionData?.nodeExecutionStack ?? [];
	if (!entry) throw new Error('No node waits.');
	return entry;
}

/** What was written before an execution went to sleep, as its webhook finds it. */
export const writtenIn = (stored: string): INodeExecutionData[] =>
	entryOf(keptOf(stored)).data.main?.[0] ?? [];
