// What webhook-gateway is measured against: Telnyx's own package verifies, kafkajs records with acks=all, 200 follows.
import Fastify from 'fastify';
import { Kafka, Partitioners, logLevel } from 'kafkajs';
import Telnyx from 'telnyx';

const TOPIC = 'telnyx.webhook';

const telnyx = new Telnyx({ apiKey: 'none', publicKey: process.env.TELNYX_PUBLIC_KEY });
const kafka = new Kafka({ clientId: 'bench', brokers: [process.env.BROKER], logLevel: logLevel.NOTHING });
const producer = kafka.producer({ idempotent: true, createPartitioner: Partitioners.DefaultPartitioner });

// kafkajs makes a request to the broker of every send(), which is what its users write. With GATHERED=true what arrives while
// one is under way goes together in the next, as a Kafka client of another language does by itself.
const record = process.env.GATHERED === 'true' ? gathered : alone;

function alone(message) {
  return producer.send({ topic: TOPIC, acks: -1, messages: [message] });
}

let waiting = [];
let sending = false;

function gathered(message) {
  return new Promise((resolve, reject) => {
    waiting.push({ message, resolve, reject });
    if (!sending) sendAll();
  });
}

async function sendAll() {
  sending = true;
  while (waiting.length > 0) {
    const batch = waiting;
    waiting = [];
    try {
      await producer.send({ topic: TOPIC, acks: -1, messages: batch.map((entry) => entry.message) });
      batch.forEach((entry) => entry.resolve());
    } catch (error) {
      batch.forEach((entry) => entry.reject(error));
    }
  }
  sending = false;
}

const server = Fastify({ logger: false });
server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => done(null, body));

server.post('/webhooks/telnyx', async (request, reply) => {
  let event;
  try {
    event = await telnyx.webhooks.unwrap(request.body, { headers: request.headers });
  } catch {
    return reply.code(401).send();
  }
  const key = event.data.payload.call_session_id ?? event.data.id;
  await record({ key, value: request.body, headers: { ce_id: event.data.id } });
  return reply.code(200).send();
});

await producer.connect();
await server.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
