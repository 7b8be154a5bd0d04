"""An S3 service over HTTP on this machine (moto): the storage in a bucket is tried as it will run."""

from functools import cache
from itertools import count

from moto.server import ThreadedMotoServer

from portal.files.bucket import Bucket

KEYS = {"region_name": "id-west-1", "aws_access_key_id": "kunci", "aws_secret_access_key": "rahasia"}
_number = count(1)


@cache
def service() -> str:
    """The address of the service; it ends with this process."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    return f"http://{host}:{port}"


@cache
def _bucket() -> Bucket:
    """One bucket for all tests of this process: making a client takes longer than a test."""
    bucket = Bucket("berkas", "", endpoint_url=service(), **KEYS)
    place = {"LocationConstraint": KEYS["region_name"]}
    bucket.client.create_bucket(Bucket=bucket.bucket, CreateBucketConfiguration=place)
    return bucket


def new_bucket() -> Bucket:
    """An empty place in a bucket."""
    place = Bucket("berkas", f"simpul/uji-{next(_number)}", endpoint_url=service(), **KEYS)
    place.client = _bucket().client
    return place


def gone() -> Bucket:
    """A bucket of a service that is out of reach: nothing listens there."""
    return Bucket("berkas", "", endpoint_url="http://127.0.0.1:9", **KEYS)


def refused() -> Bucket:
    """A bucket that does not exist any more."""
    return Bucket("tidak-ada", "", endpoint_url=service(), **KEYS)
