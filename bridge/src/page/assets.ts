import { callList } from './browser/callList';
import { callPanel } from './browser/callPanel';
import { connection } from './browser/connection';
import { conversation } from './browser/conversation';
import { formats } from './browser/formats';
import { listening } from './browser/listening';
import { main } from './browser/main';
import { waveform } from './browser/waveform';
import { icon } from './content/icon';
import { styleBase } from './content/styleBase';
import { styleCall } from './content/styleCall';
import { styleCalls } from './content/styleCalls';

/** The scripts of the page: ES modules that import each other by these names. */
export const SCRIPTS: Record<string, string> = {
	'main.js': main,
	'callList.js': callList,
	'callPanel.js': callPanel,
	'connection.js': connection,
	'conversation.js': conversation,
	'formats.js': formats,
	'listening.js': listening,
	'waveform.js': waveform,
};

/** A file of the page. */
export interface Asset {
	type: 'text/css' | 'text/javascript' | 'image/svg+xml';
	text: string;
}

/** Every file of the page by its name. None holds anything that is not public. */
export const ASSETS: ReadonlyMap<string, Asset> = new Map<string, Asset>([
	['style.css', { type: 'text/css', text: styleBase + styleCalls + styleCall }],
	['icon.svg', { type: 'image/svg+xml', text: icon }],
	...Object.entries(SCRIPTS).map(([name, text]): [string, Asset] => [
		name,
		{ type: 'text/javascript', text },
	]),
]);
