"""Plays a day of a channel with Google's client for Python. Usage: client.py URL FOLDER; prints what it saw as JSON.

It is a client that is not ours: google-api-python-client 2.202.0, with the description of the API in its package.
"""

import json
import pathlib
import sys

from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build, build_from_document
from googleapiclient.discovery_cache import get_static_doc
from googleapiclient.errors import HttpError, ResumableUploadError
from googleapiclient.http import MediaFileUpload

url, folder = sys.argv[1], pathlib.Path(sys.argv[2])


def new_credentials(token=None):
    return Credentials(
        token=token,
        refresh_token="local",
        token_uri=f"{url}/token",
        client_id="local",
        client_secret="local",
    )


youtube = build(
    "youtube",
    "v3",
    static_discovery=True,
    client_options={"api_endpoint": url},
    # Of an earlier day: the first call is answered with 401, and the client asks for another token.
    credentials=new_credentials(token="stale"),
)

# With api_endpoint, uploads keep https and batches keep Google's host, so these two need a description with our address.
described = json.loads(get_static_doc("youtube", "v3"))
uploads = build_from_document(
    {**described, "rootUrl": f"{url}/"}, credentials=new_credentials()
)


def play_lists():
    channel = youtube.channels().list(part="snippet,contentDetails", mine=True).execute()
    playlist = channel["items"][0]["contentDetails"]["relatedPlaylists"]["uploads"]
    titles = []
    request = youtube.playlistItems().list(part="snippet", playlistId=playlist, maxResults=2)
    while request is not None:
        page = request.execute()
        titles += [item["snippet"]["title"] for item in page["items"]]
        request = youtube.playlistItems().list_next(request, page)
    handle = youtube.channels().list(part="id", forHandle="@local", fields="items/id").execute()
    categories = youtube.videoCategories().list(part="snippet", regionCode="DE").execute()
    return {
        "channel": channel["items"][0]["id"],
        "titles": titles,
        "handle": handle,
        "categories": len(categories["items"]),
    }


def play_long_list():
    """More than 2,048 characters: the client sends a POST with a form."""
    ids = ["seeded-0", *(f"{'missing' * 9}-{number}" for number in range(49))]
    request = youtube.videos().list(part="id", id=",".join(ids))
    found = request.execute()
    return {"method": request.method, "ids": [item["id"] for item in found["items"]]}


def play_writes():
    broadcast = (
        youtube.liveBroadcasts()
        .insert(
            part="id,snippet,status",
            body={
                "snippet": {"title": "Stream", "scheduledStartTime": "2030-01-01T17:00:00Z"},
                "status": {"privacyStatus": "private"},
            },
        )
        .execute()
    )
    video = (
        youtube.videos()
        .update(
            part="snippet,status",
            body={
                "id": broadcast["id"],
                "snippet": {"title": "Renamed", "categoryId": "28"},
                "status": {"privacyStatus": "private", "containsSyntheticMedia": "true"},
            },
        )
        .execute()
    )
    playlist = youtube.playlists().insert(part="id", body={"snippet": {"title": "P"}}).execute()
    renamed = (
        youtube.playlists()
        .update(part="snippet", body={"id": playlist["id"], "snippet": {"title": "Q"}})
        .execute()
    )
    youtube.playlists().delete(id=playlist["id"]).execute()
    youtube.liveBroadcasts().delete(id=broadcast["id"]).execute()
    return {
        "title": video["snippet"]["title"],
        "synthetic": video["status"]["containsSyntheticMedia"],
        "playlist": renamed["snippet"]["title"],
    }


def play_uploads():
    """A picture and a film, resumable in chunks of 256 KiB, and the picture once more in one request with multipart."""
    picture = MediaFileUpload(folder / "picture.png", mimetype="image/png", resumable=True)
    uploads.thumbnails().set(videoId="seeded-0", media_body=picture).execute()
    film = MediaFileUpload(folder / "film.mp4", chunksize=256 * 1024, resumable=True)
    request = uploads.videos().insert(
        part="snippet,status,fileDetails",
        body={"snippet": {"title": "Film"}, "status": {"privacyStatus": "unlisted"}},
        media_body=film,
    )
    progress, video = [], None
    while video is None:
        status, video = request.next_chunk()
        if status:
            progress.append(status.resumable_progress)
    small = MediaFileUpload(folder / "film.mp4", mimetype="video/mp4")
    simple = (
        uploads.videos()
        .insert(part="snippet", body={"snippet": {"title": "Simple"}}, media_body=small)
        .execute()
    )
    uploads.videos().delete(id=simple["id"]).execute()
    return {
        "id": video["id"],
        "size": video["fileDetails"]["fileSize"],
        "progress": progress,
        "simple": simple["snippet"]["title"],
    }


def play_batch():
    answers = {}

    def remember(name, answer, error):
        answers[name] = error.resp.status if error else [item["id"] for item in answer["items"]]

    batch = uploads.new_batch_http_request(callback=remember)
    batch.add(uploads.videos().list(part="id", id="seeded-1"), request_id="good")
    batch.add(uploads.videos().list(part="nonsense", id="seeded-1"), request_id="bad part")
    batch.execute()
    return answers


def play_refusals():
    def reason_of(call):
        try:
            call()
        except (HttpError, ResumableUploadError) as error:
            return [error.resp.status, error.error_details[0]["reason"]]
        return "not refused"

    cut = MediaFileUpload(folder / "cut.png", mimetype="image/png", resumable=True)
    unknown = MediaFileUpload(folder / "picture.png", mimetype="image/png", resumable=True)
    return [
        reason_of(youtube.channels().list(part="id", mine=False).execute),
        reason_of(youtube.videos().list(part="id", chart="mostPopular", id="x").execute),
        reason_of(uploads.thumbnails().set(videoId="seeded-0", media_body=cut).execute),
        reason_of(uploads.thumbnails().set(videoId="nobody", media_body=unknown).execute),
    ]


print(
    json.dumps(
        {
            "lists": play_lists(),
            "longList": play_long_list(),
            "writes": play_writes(),
            "uploads": play_uploads(),
            "batch": play_batch(),
            "refusals": play_refusals(),
        }
    )
)
