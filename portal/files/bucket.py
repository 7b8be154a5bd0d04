"""Storage in a bucket of Amazon S3 or a service that speaks its language (MinIO, Ceph, Garage, …)."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from hashlib import md5
from typing import Any, BinaryIO, Self
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from portal.config import Settings
from portal.core.errors import StorageGone
from portal.files.storage import KEY

CONNECT_SECONDS, READ_SECONDS = 3, 15
NOT_THERE = {"NoSuchKey", "404"}
PROBE = "ready"  # what /siap writes, always under the same name


class Bucket:
    """Storage under a prefix of one bucket. An object of S3 is there whole or not at all."""

    def __init__(self, bucket: str, prefix: str, **connection: Any) -> None:
        """`connection`: endpoint_url, region_name and keys; without keys those of the environment count."""
        self.bucket = bucket
        self.prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self.connection = connection

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The bucket that FILES_URL names: s3://bucket/prefix."""
        place = urlsplit(settings.files_url)
        return cls(
            place.netloc,
            place.path,
            endpoint_url=settings.files_endpoint or None,
            region_name=settings.files_region or None,
            aws_access_key_id=settings.files_access_key or None,
            aws_secret_access_key=settings.files_secret_key or None,
        )

    @cached_property
    def client(self) -> Any:
        """Made on first use; threads may share it. Only checksums that every service knows are asked for."""
        config = Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"total_max_attempts": 2, "mode": "standard"},
            s3={"addressing_style": "path" if self.connection["endpoint_url"] else "auto"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        return boto3.session.Session().client("s3", config=config, **self.connection)

    def put(self, key: str, data: bytes) -> None:
        """The service compares the MD5 sum and refuses what arrived damaged."""
        digest = b64encode(md5(data, usedforsecurity=False).digest()).decode()
        with _service_faults(key):
            self.client.put_object(Key=self._name(key), Body=data, ContentMD5=digest, Bucket=self.bucket)

    def open(self, key: str) -> BinaryIO:
        with _service_faults(key):
            return self.client.get_object(Key=self._name(key), Bucket=self.bucket)["Body"]

    def delete(self, key: str) -> None:
        with _service_faults(key):
            self.client.delete_object(Key=self._name(key), Bucket=self.bucket)

    def old_keys(self, before: datetime) -> Iterator[str]:
        with _service_faults():
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=self.prefix
            )
            for page in pages:
                for found in page.get("Contents", []):
                    key = found["Key"].removeprefix(self.prefix)
                    if found["LastModified"] < before and KEY.fullmatch(key):
                        yield key

    def works(self) -> bool:
        try:
            with _service_faults():
                self.client.put_object(Key=self.prefix + PROBE, Body=b"ready", Bucket=self.bucket)
            return True
        except StorageGone:
            return False

    def _name(self, key: str) -> str:
        if not KEY.fullmatch(key):
            raise FileNotFoundError(key)
        return self.prefix + key


@contextmanager
def _service_faults(key: str = "") -> Iterator[None]:
    """A service out of reach, or one that refuses us. An object that is not there is another matter."""
    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code in NOT_THERE:
            raise FileNotFoundError(key) from error
        raise StorageGone(code) from error
    except BotoCoreError as error:
        raise StorageGone(type(error).__name__) from error
