import type { Lab } from '../lab';
import type { Markup } from './markup';
import { markup } from './markup';

function numberRow(lab: Lab, number: string): Markup {
	const owned = lab.plivo.account.numbers.get(number);
	const application = owned?.app_id ? lab.plivo.account.applications.get(owned.app_id) : undefined;
	const leadsTo = application?.app_name ?? 'nothing: publish a workflow that answers it';
	return markup`<tr><td>+${number}</td><td>${leadsTo}</td></tr>`;
}

const option = (number: string) => markup`<option value="+${number}">+${number}</option>`;

function agentRow(agent: { name: string; agentId: string }): Markup {
	return markup`<tr><td>${agent.name}</td><td>${agent.agentId}</td></tr>`;
}

/** The page of the lab: its numbers and agents, a form to place a call, and the log that fills itself. */
export function pageContent(lab: Lab): Markup {
	const numbers = [...lab.plivo.account.numbers.keys()];
	return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Phone Lab</title>
<link rel="stylesheet" href="/page.css">
<script src="/page.js" defer></script>
</head>
<body>
<h1>Phone Lab</h1>
<p>A local Plivo (${lab.plivo.apiUrl}) and a local Ultravox (${lab.ultravox.apiUrl}). Nothing leaves this machine.</p>
<h2>Place a Call</h2>
<form method="post" action="/calls">
<label for="from">From</label><input id="from" name="from" value="+14155550199" required>
<label for="to">To</label><select id="to" name="to">${numbers.map(option)}</select>
<label for="lines">The person says</label><textarea id="lines" name="lines" rows="4" required>Hello, are you open tomorrow?
Thank you, goodbye.</textarea>
<button>Call</button>
</form>
<p>One line after the other, each when the agent has finished speaking.</p>
<h2>Numbers</h2>
<table><tr><th>Number</th><th>Leads to</th></tr>${numbers.map((number) => numberRow(lab, number))}</table>
<h2>Agents</h2>
<table><tr><th>Name</th><th>ID</th></tr>${[...lab.ultravox.agents.values()].map(agentRow)}</table>
<h2>What Happens</h2>
<ul id="log"></ul>
</body>
</html>
`;
}
