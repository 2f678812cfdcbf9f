import assert from 'node:assert/strict';
import { flattenEvent } from '../../../server/core/action/eventShapes';

/** The attributes of an event, as an object. */
function flat(event: unknown) {
  return Object.fromEntries(flattenEvent(event)!.attributes);
}

suite('the shapes of an event', () => {
  const udo = { tealium_event: 'purchase', order_total: 12.5, product_id: ['A-1', 'B-2'] };

  test('a full Tealium event', () => {
    const event = {
      account: 'acme',
      profile: 'main',
      env: 'prod',
      data: {
        dom: { url: 'https://shop.example.com/', title: 'Shop' },
        js: { plan: 'pro' },
        meta: { author: 'Ada' },
        udo,
        firstparty_tealium_cookies: { trace_id: '' },
      },
      type: 'LIVE',
      visitor_id: 'v1',
      page_url: { query_params: { utm: 'mail' } },
    };
    assert.deepEqual(flat(event), {
      ...udo,
      'dom.url': 'https://shop.example.com/',
      'dom.title': 'Shop',
      'js_page.plan': 'pro',
      'meta.author': 'Ada',
      'cp.trace_id': '',
      'qp.utm': 'mail',
      tealium_account: 'acme',
      tealium_profile: 'main',
      tealium_environment: 'prod',
      tealium_visitor_id: 'v1',
      'Current URL': 'https://shop.example.com/',
      'Page Title': 'Shop',
    });
  });

  test('data.udo alone, and a flat Collect payload', () => {
    assert.deepEqual(flat(udo), udo);
    assert.deepEqual(flat({ ...udo, tealium_account: 'acme', note: null }), {
      ...udo,
      tealium_account: 'acme',
      note: null,
    });
  });

  test('data alone', () => {
    assert.deepEqual(flat({ udo, dom: { domain: 'example.com' } }), {
      ...udo,
      'dom.domain': 'example.com',
      Domain: 'example.com',
    });
  });

  test('a flattened utag.data', () => {
    assert.deepEqual(flat({ 'dom.url': 'https://a.example/', 'cp.utag_main_v_id': '1', 'qp.plan': 'pro' }), {
      'dom.url': 'https://a.example/',
      'cp.utag_main_v_id': '1',
      'qp.plan': 'pro',
      'Current URL': 'https://a.example/',
    });
  });

  test('a row of EventStore', () => {
    assert.deepEqual(
      flat({ udo_tealium_event: 'purchase', udo_order_total: 3, dom_title: 'Shop', js_page_plan: 'pro', eventid: 'e' }),
      {
        tealium_event: 'purchase',
        order_total: 3,
        'dom.title': 'Shop',
        'js_page.plan': 'pro',
        eventid: 'e',
        'Page Title': 'Shop',
      },
    );
  });

  test('a visitor profile, with the types its groups state', () => {
    const profile = {
      properties: { favourite: 'red' },
      metrics: { orders: 3 },
      flags: { member: false },
      dates: { first_seen: 1600128000000 },
      metric_sets: { categories: { Shirts: 1 } },
      property_sets: { browsers: ['Chrome'] },
      badges: ['VIP'],
      current_visit: { metrics: { orders: 1, pages: 2 }, last_event: { data: { udo } } },
    };
    assert.deepEqual(flat(profile), {
      ...udo,
      favourite: 'red',
      orders: 3,
      pages: 2,
      member: false,
      first_seen: 1600128000000,
      categories: { Shirts: 1 },
      browsers: ['Chrome'],
      VIP: true,
    });
    assert.deepEqual(Object.fromEntries(flattenEvent(profile)!.types!), {
      favourite: 'string',
      orders: 'number',
      pages: 'number',
      member: 'boolean',
      first_seen: 'date',
      categories: 'tally',
      browsers: 'set of strings',
      VIP: 'badge',
    });
  });

  test('what is no object is no event', () => {
    for (const json of [[], null, 'text', 5, true]) assert.equal(flattenEvent(json), undefined);
  });
});
