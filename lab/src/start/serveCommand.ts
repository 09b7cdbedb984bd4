import { startLab } from '../lab';
import { LabPage } from '../page/labPage';
import { LAB_PLIVO_AUTH_ID, LAB_PLIVO_AUTH_TOKEN } from '../plivo/credentials';
import { LAB_ULTRAVOX_API_KEY } from '../ultravox/ultravoxState';
import { fillLabAccounts } from './demoAccounts';
import { choosePorts } from './ports';
import { toldToStop } from './shutdown';

/** `lab.js serve`: only the lab, for an n8n that runs elsewhere. @returns the exit code */
export async function serveCommand(): Promise<number> {
	const ports = await choosePorts();
	const lab = await startLab({ ports });
	fillLabAccounts(lab, [], []);
	const page = await LabPage.start(lab, ports.page);
	process.stdout.write(`Lab       ${page.url}
Plivo     ${lab.plivo.apiUrl}   Auth ID ${LAB_PLIVO_AUTH_ID}   Auth Token ${LAB_PLIVO_AUTH_TOKEN}
Ultravox  ${lab.ultravox.apiUrl}   App ${lab.ultravox.appUrl}   API key ${LAB_ULTRAVOX_API_KEY}
Stop with Ctrl-C.
`);
	await toldToStop();
	await page.close();
	await lab.close();
	return 0;
}
