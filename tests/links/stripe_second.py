"""A second stand-in for Stripe, written from the reference alone and otherwise than stripe_fake.py: asyncio, answers in
pieces and printed over many lines as the service does, charges that are objects where they were asked to be, fields that
nobody knows. It keeps customers, payments, refunds and the answers to keys, and has no faults.
"""
import asyncio
import json
import ssl
import threading
import time
import urllib.parse


class Second:
    """The service; `base` is its address. TOOK: (intent, id, amount) of each refund that was made."""

    def __init__(self, certificate, key, moved=0):
        self.key, self.moved, self.took, self.keys = key, moved, [], {}
        self.customers, self.payments, self.refunds = [], {}, []
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate)
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()
        self.thread = threading.Thread(target=self.serve, args=(ready,), daemon=True)
        self.thread.start()
        ready.wait()

    def serve(self, ready):
        asyncio.set_event_loop(self.loop)
        self.server = self.loop.run_until_complete(asyncio.start_server(self.talk, '127.0.0.1', 0, ssl=self.context))
        self.base = 'https://localhost:%d' % self.server.sockets[0].getsockname()[1]
        ready.set()
        self.loop.run_forever()

    def close(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)

    def pay(self, name, email, cents, at):
        """EMAIL paid so much at an instant; NAME begins with pi_."""
        customer = {'id': 'cus_Zw%d' % len(self.customers), 'object': 'customer', 'email': email, 'name': None, 'created': at,
                    'livemode': False, 'metadata': {}, 'invoice_prefix': 'UNKNOWN'}
        charge = {'id': 'ch_3' + name[3:], 'object': 'charge', 'amount': cents, 'amount_captured': cents, 'amount_refunded': 0,
                  'captured': True, 'paid': True, 'refunded': False, 'disputed': False, 'currency': 'eur', 'created': at,
                  'customer': customer['id'], 'description': None, 'livemode': False, 'payment_intent': name, 'status': 'succeeded',
                  'metadata': {}, 'payment_method_details': {'type': 'card', 'card': {'brand': 'visa', 'last4': '4242'}},
                  'billing_details': {'email': email, 'name': 'N. N.'}, 'radar_options': {}, 'presentment_details': None}
        self.customers.append(customer)
        self.payments[name] = (customer, charge)

    # --- HTTP ---

    async def talk(self, reader, writer):
        try:
            while await self.answer(reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError):
            pass
        writer.close()

    async def answer(self, reader, writer):
        head = (await reader.readuntil(b'\r\n\r\n')).decode('latin-1').split('\r\n')
        method, target, _ = head[0].split(' ')
        headers = {k.strip().lower(): v.strip() for k, v in (line.split(':', 1) for line in head[1:] if line)}
        body = await reader.readexactly(int(headers.get('content-length', 0)))
        status, thing = self.carry_out(method, urllib.parse.urlsplit(target), headers, body.decode())
        text = json.dumps(thing, indent=2).encode() + b'\n'
        writer.write(b'HTTP/1.1 %d X\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n'
                     b'request-id: req_%d\r\nstripe-should-retry: false\r\n\r\n' % (status, time.monotonic_ns()))
        for i in range(0, len(text), 700):
            piece = text[i:i + 700]
            writer.write(b'%x\r\n%s\r\n' % (len(piece), piece))
            await writer.drain()
        writer.write(b'0\r\n\r\n')
        await writer.drain()
        return True

    # --- the service ---

    def refuse(self, status, message, **more):
        return status, {'error': {'type': 'invalid_request_error', 'message': message, 'request_log_url': 'https://x.example', **more}}

    def carry_out(self, method, url, headers, body):
        if headers.get('authorization') != 'Bearer ' + self.key:
            return self.refuse(401, 'Invalid API Key provided: rk_****')
        given = dict(urllib.parse.parse_qsl(url.query if method == 'GET' else body))
        kind, name = (url.path.split('/') + [None])[2:4]
        if method == 'POST':
            return self.once(given, headers.get('idempotency-key')) if kind == 'refunds' else self.refuse(404, 'no')
        return getattr(self, 'get_' + kind)(name, given)

    def page(self, kind, things):
        return 200, {'object': 'list', 'url': '/v1/' + kind, 'has_more': False, 'data': things}

    def get_balance(self, _name, _given):
        return 200, {'object': 'balance', 'livemode': False, 'pending': [],
                     'available': [{'amount': 99999, 'currency': 'eur', 'source_types': {'card': 99999}}]}

    def get_customers(self, _name, given):
        return self.page('customers', [c for c in self.customers if given.get('email') in (None, c['email'])])

    def intent(self, name, expanded):
        customer, charge = self.payments[name]
        return {'id': name, 'object': 'payment_intent', 'amount': charge['amount'], 'amount_received': charge['amount'],
                'amount_details': {'tip': {}}, 'currency': 'eur', 'customer': customer['id'], 'created': charge['created'],
                'description': None, 'latest_charge': charge if expanded else charge['id'], 'livemode': False, 'metadata': {},
                'status': 'succeeded', 'review': None}

    def get_payment_intents(self, name, given):
        if name:
            if name not in self.payments:
                return self.refuse(404, 'No such payment_intent', code='resource_missing', param='intent')
            return 200, self.intent(name, given.get('expand[]') == 'latest_charge')
        mine = [n for n, (customer, _) in self.payments.items() if given.get('customer') in (None, customer['id'])]
        return self.page('payment_intents', [self.intent(n, given.get('expand[]') == 'data.latest_charge') for n in mine])

    def get_charges(self, name, given):
        charges = [charge for _, charge in self.payments.values()]
        if name:
            return next(((200, c) for c in charges if c['id'] == name), self.refuse(404, 'No such charge', code='resource_missing'))
        return self.page('charges', [c for c in charges if given.get('customer') in (None, c['customer'])])

    def get_refunds(self, name, given):
        if name:
            return next(((200, r) for r in self.refunds if r['id'] == name), self.refuse(404, 'No such refund'))
        return self.page('refunds', [r for r in reversed(self.refunds) if all(given.get(k) in (None, r[k])
                                                                             for k in ('payment_intent', 'charge'))])

    def once(self, given, key):
        if key in self.keys:
            before, answer = self.keys[key]
            return answer if before == given else self.refuse(400, 'Keys are for the same parameters', type='idempotency_error')
        self.keys[key] = given, self.refund(given)
        return self.keys[key][1]

    def refund(self, given):
        charge = next((c for _, c in self.payments.values() if given.get('payment_intent') == c['payment_intent'] or given.get('charge') == c['id']), None)
        if not charge:
            return self.refuse(404, 'No such payment', code='resource_missing')
        amount = int(given['amount'])
        if amount > charge['amount'] - charge['amount_refunded']:
            return self.refuse(400, 'Refund amount is greater than unrefunded amount on charge', param='amount')
        charge['amount_refunded'] += amount
        made = {'id': 're_3Second%04d' % len(self.refunds), 'object': 'refund', 'amount': amount, 'currency': 'eur',
                'charge': charge['id'], 'payment_intent': charge['payment_intent'], 'created': int(time.time()) + self.moved,
                'status': 'pending', 'pending_reason': 'processing', 'reason': None, 'receipt_number': None, 'balance_transaction': None,
                'metadata': {k[9:-1]: v for k, v in given.items() if k.startswith('metadata[')},
                'destination_details': {'type': 'card', 'card': {'reference_status': 'pending', 'type': 'refund'}}, 'next_action': None}
        self.refunds.append(made)
        self.took.append((made['metadata'].get('paletti_intent'), made['id'], amount))
        return 200, dict(made)

    def arrive(self):
        """The bank has it."""
        for refund in self.refunds:
            refund.update(status='succeeded', pending_reason=None, balance_transaction='txn_2')
