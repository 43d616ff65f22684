import signal
import unittest

from clustering.testing.visitors import Visitors
from .stage import Stage, eventually

PATH = "/api/v1/products/"


class FailuresTests(unittest.TestCase):
    def test_instances_come_and_go_amid_visitors_of_whom_none_notices(self):
        with Stage(["catalog"]) as stage, Visitors(stage.port) as visitors:
            for _ in range(3):
                stage.add("catalog")
            everywhere = sorted(stub.port for stub in stage.stubs)
            # More than three: a DNS answer of the usual size would not hold them.
            eventually(lambda: stage.haproxy.instances("catalog") == everywhere)
            visitors.see(200)
            for stub in stage.stubs[:3]:
                self.assertTrue(stub.asked)
                stub.is_ready = False
                eventually(lambda stub=stub: stub.port not in stage.haproxy.instances("catalog"))
                stage.deregister("catalog", stub.port)
            visitors.see(200)
            self.assertEqual([stage.stubs[3].port], stage.haproxy.instances("catalog"))
        self.assertEqual([], visitors.failures)

    def test_an_instance_may_come_back_more_often_than_there_are_places(self):
        with Stage(["catalog"]) as stage, Visitors(stage.port, count=2) as visitors:
            for _ in range(12):
                stub = stage.add("catalog")
                eventually(lambda stub=stub: stub.port in stage.haproxy.instances("catalog"))
                stage.deregister("catalog", stub.port)
                eventually(lambda stub=stub: stub.port not in stage.haproxy.instances("catalog"))
                stub.stop()
        self.assertEqual([], visitors.failures)

    def test_a_consul_that_is_frozen_is_not_missed(self):
        with Stage(["catalog"]) as stage:
            second = stage.add("catalog")
            eventually(lambda: len(stage.haproxy.instances("catalog")) == 2)
            with Visitors(stage.port) as visitors:
                stage.consul.signal(signal.SIGSTOP)
                # More often than it asks before it takes the silence for an answer.
                stage.until_asked(5, "sent", "snd_error")
                self.assertEqual(2, len(stage.haproxy.instances("catalog")))
                second.is_ready = False
                eventually(lambda: len(stage.haproxy.instances("catalog")) == 1)
                second.is_ready = True
                eventually(lambda: len(stage.haproxy.instances("catalog")) == 2)
                visitors.see(100)
            self.assertEqual([], visitors.failures)

    def test_a_consul_that_is_killed_and_comes_back_empty_is_not_missed(self):
        with Stage(["catalog"]) as stage:
            stage.add("catalog")
            eventually(lambda: len(stage.haproxy.instances("catalog")) == 2)
            with Visitors(stage.port) as visitors:
                stage.consul.kill()
                stage.until_asked(3, "sent", "snd_error")
                self.assertEqual(2, len(stage.haproxy.instances("catalog")))
                # It has forgotten everything, until they have registered themselves again.
                stage.consul.start()
                stage.consul.wait_until_ready()
                stage.until_asked(2, "nx")
                self.assertEqual(2, len(stage.haproxy.instances("catalog")))
                for stub in stage.stubs:
                    stage.register("catalog", stub.port)
                stage.until_asked(3, "sent", "snd_error")
                self.assertEqual(2, len(stage.haproxy.instances("catalog")))
                visitors.see(100)
            self.assertEqual([], visitors.failures)

    def test_haproxy_takes_its_file_anew_amid_visitors_of_whom_none_notices(self):
        with Stage(["catalog"]) as stage:
            with Visitors(stage.port, count=8, pause=0) as visitors:
                workers = {stage.haproxy.worker()}
                for _ in range(4):
                    worker = stage.haproxy.reload()
                    self.assertNotIn(worker, workers)
                    workers.add(worker)
                    # When the one before has stopped listening, nobody else answers.
                    eventually(lambda worker=worker: {stage.haproxy.worker() for _ in range(20)} == {worker})
                    visitors.see(200)
            self.assertEqual([], visitors.failures)
            self.assertGreater(visitors.answered, 800)

    def test_what_has_perhaps_been_done_is_repeated_only_where_that_is_safe(self):
        for method in ("GET", "PUT", "DELETE", "POST", "PATCH"):
            with self.subTest(method), Stage(["catalog"]) as stage:
                answer = stage.ask(PATH + "?cut", method, body=b"" if method in {"POST", "PUT", "PATCH"} else None)
                self.assertEqual(502, answer.status)
                tried = len(stage.stubs[0].asked)
                self.assertEqual(1 if method in {"POST", "PATCH"} else 4, tried)

    def test_where_there_was_no_connection_even_an_order_goes_to_another_instance(self):
        with Stage(["orders"]) as stage:
            gone = stage.add("orders")
            eventually(lambda: len(stage.haproxy.instances("orders")) == 2)
            gone.stop()
            statuses = {stage.ask("/api/v1/orders/", "POST", body=b"").status for _ in range(10)}
            self.assertEqual({200}, statuses)
