import { markup } from './markup';

/**
 * The page itself, still without calls: its scripts fill it.
 * @param prefix path of the public address, without a slash at the end
 */
export function livePage(prefix: string, version: string): string {
	return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Voice Bridge</title>
<link rel="icon" href="${prefix}/page/icon.svg">
<link rel="stylesheet" href="${prefix}/page/style.css">
<script type="module" src="${prefix}/page/main.js"></script>
</head>
<body>
<header id="head" data-health="connecting">
<img src="${prefix}/page/icon.svg" alt="" width="28" height="28">
<h1>Voice Bridge <small>${version}</small></h1>
<p class="health" role="status"><span data-field="health">Connecting …</span></p>
<dl>
<div><dt>Live Calls</dt><dd data-field="calls">–</dd></div>
<div><dt>Starting</dt><dd data-field="waitingStreams">–</dd></div>
<div><dt>Events Waiting</dt><dd data-field="queuedEvents">–</dd></div>
</dl>
<form method="post" action="${prefix}/page/logout"><button>Log Out</button></form>
</header>
<main>
<nav aria-label="Calls">
<ul id="calls"></ul>
<p id="no-calls">No calls at the moment.<br>A call appears here as soon as Plivo connects it.</p>
</nav>
<section id="call" aria-label="Open call" hidden>
<header>
<a class="back" href="#">‹ All Calls</a>
<div class="title">
<h2><span class="dot"></span><span data-field="state"></span></h2>
<span class="duration" data-field="duration"></span>
<span class="badge muted" hidden>Caller muted</span>
<span class="badge held" hidden>On hold</span>
</div>
<div class="buttons">
<button id="listen" aria-pressed="false"><span class="sign listen"></span><span data-field="label">Listen</span></button>
<button id="mute" aria-pressed="false"><span data-field="label">Mute Caller</span></button>
<button id="hold" aria-pressed="false"><span data-field="label">Hold</span></button>
<button id="hang-up" class="danger">Hang Up</button>
</div>
</header>
<figure>
<canvas id="wave" role="img" aria-label="Levels of the last seconds: the caller above the line, the agent below it"></canvas>
<figcaption><span class="caller">Caller</span><span class="agent">Agent</span></figcaption>
</figure>
<dl class="facts">
<div title="99 of 100 frames left the bridge within this time"><dt>Added Latency</dt><dd data-field="latency"></dd></div>
<div title="Play time that Plivo still holds"><dt>Ahead at Plivo</dt><dd data-field="ahead"></dd></div>
<div title="How often the caller cut the agent off"><dt>Barge-Ins</dt><dd data-field="bargeIns"></dd></div>
<div title="How often a lost agent was replaced"><dt>Resumed</dt><dd data-field="resumes"></dd></div>
<div title="Frames of the caller that the agent never got"><dt>Dropped Frames</dt><dd data-field="droppedFrames"></dd></div>
<div title="The keys themselves are not shown"><dt>Keys Pressed</dt><dd data-field="digits"></dd></div>
</dl>
<section class="talk" aria-label="Conversation">
<ol id="lines" role="log"></ol>
<p id="no-lines">Nothing was said yet.</p>
</section>
<footer>
<span>Started <b data-field="startedAt"></b></span>
<span>Format <b data-field="format"></b></span>
<span>Ultravox <code data-field="callId"></code></span>
<span>Plivo <code data-field="callUuid"></code></span>
</footer>
</section>
</main>
<dialog id="confirm" aria-labelledby="question">
<form method="dialog">
<h2 id="question">Hang up this call?</h2>
<p>The call ends at once for the caller and for the agent.</p>
<menu>
<button value="">Cancel</button>
<button value="hang-up" class="danger">Hang Up</button>
</menu>
</form>
</dialog>
<p id="complaint" role="alert" hidden></p>
<template id="row">
<li>
<a>
<span class="dot"></span>
<span class="id" data-field="id"></span>
<span class="state" data-field="state"></span>
<span class="badge muted" hidden>Muted</span>
<span class="duration" data-field="duration"></span>
<span class="levels"><i class="caller"></i><i class="agent"></i></span>
<span class="said"><span class="who" data-field="who"></span> <span data-field="said"></span></span>
<span class="latency" data-field="latency" title="Added latency"></span>
</a>
</li>
</template>
</body>
</html>
`;
}
