import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Lab } from '../lab';
import { startLab } from '../lab';
import { installPackage, packRepository } from '../n8n/installPackage';
import { N8nApi } from '../n8n/n8nApi';
import { N8nProcess } from '../n8n/n8nProcess';
import type { Workflow } from '../n8n/n8nTypes';
import { LabPage } from '../page/labPage';
import { BridgeProcess } from './bridgeProcess';
import type { DemoPath } from './callSummary';
import type { DemoHome } from './demoHome';
import { takeDemoHome } from './demoHome';
import { publishWorkflows } from './demoWorkflows';
import { ensureHeaderCredential, ensureLabCredentials } from './labCredentials';
import type { Output } from './output';
import type { Ports } from './ports';
import { choosePorts } from './ports';
import type { Shutdown } from './shutdown';

/** Everything the start command runs. */
export interface DemoWorld {
	lab: Lab;
	page: LabPage;
	bridge: BridgeProcess;
	n8n: N8nProcess;
	api: N8nApi;
	/** The example workflows, published. */
	workflows: Record<DemoPath, Workflow>;
}

/** Starts lab, bridge and n8n with the packed package, and publishes the workflows. What runs is left to `shutdown`. */
export async function startDemoWorld(output: Output, shutdown: Shutdown): Promise<DemoWorld> {
	const ports = await choosePorts();
	const lab = await startLab({ ports });
	await shutdown.add('the lab', () => lab.close());
	const page = await LabPage.start(lab, ports.page);
	await shutdown.add('the page of the lab', () => page.close());
	output.progress('The lab is up');

	const secret = randomBytes(24).toString('base64url');
	const home = await takeHome(output, shutdown);
	const [bridge, n8n] = await Promise.all([
		startBridge(home, ports, secret, output, shutdown),
		startN8n(home, ports, output, shutdown),
	]);

	const api = new N8nApi(n8n.url);
	await api.signIn();
	const credentials = await ensureLabCredentials(api, {
		plivoApiUrl: lab.plivo.apiUrl,
		ultravoxApiUrl: lab.ultravox.apiUrl,
		ultravoxAppUrl: lab.ultravox.appUrl,
		bridge: {
			publicUrl: bridge.publicUrl,
			controlUrl: bridge.controlUrl,
			sharedSecret: secret,
		},
	});
	const header = await ensureHeaderCredential(api);
	const workflows = await publishWorkflows(lab, api, { credentials, header }, home, output);
	return { lab, page, bridge, n8n, api, workflows };
}

async function takeHome(output: Output, shutdown: Shutdown): Promise<DemoHome> {
	const home = await takeDemoHome();
	await shutdown.add("n8n's home", async () => home.release());
	if (!home.lasting) {
		output.progress('Another start is running: this one has an n8n of its own, which is not kept');
	}
	return home;
}

async function startBridge(
	home: DemoHome,
	ports: Ports,
	sharedSecret: string,
	output: Output,
	shutdown: Shutdown,
): Promise<BridgeProcess> {
	const logFile = join(home.userFolder, 'bridge.log');
	const bridge = await BridgeProcess.start({ port: ports.bridge, sharedSecret, logFile });
	await shutdown.add('the bridge', () => bridge.stop(4000));
	output.progress('The bridge is up');
	return bridge;
}

async function startN8n(
	home: DemoHome,
	ports: Ports,
	output: Output,
	shutdown: Shutdown,
): Promise<N8nProcess> {
	await installPackage(await packRepository(), home.userFolder);
	output.progress('The package is packed and installed; starting n8n');
	const n8n = await N8nProcess.start({ userFolder: home.userFolder, port: ports.n8n });
	await shutdown.add('n8n', () => n8n.stop());
	output.progress('n8n is up');
	return n8n;
}
