using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;
using McoaRouter.Tools.Schema;

namespace McoaRouter.Tools.Operate;

/// <summary>
/// The op <c>get</c>, part by part where an answer is too small for the whole: what is not ASCII takes up to three
/// times its room there. Of a staged configuration, members that a configuration can't have are then left out.
/// </summary>
internal static class WholeGet
{
    /// <summary>Asks for the configuration or a part of it.</summary>
    /// <param name="client">The router.</param>
    /// <param name="path">The part, or null for all.</param>
    /// <param name="staged">Whether what is staged is asked for, instead of what runs.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The result, as of one answer.</returns>
    /// <exception cref="RefusedException">The router refused.</exception>
    /// <exception cref="NoConnectionException">No answer came.</exception>
    public static async Task<JsonElement> AskAsync(
        RouterClient client, string? path, bool staged, CancellationToken cancellation)
    {
        while (true)
        {
            JsonElement answer = await client.AskAsync("get", Arguments(path, staged), cancellation);
            if (answer.IsTrue("ok"))
            {
                return answer.MemberOf("result") ?? default;
            }

            RefusedException refused = RefusedException.Read(answer);
            if (refused.Code != RefusedException.TooLarge)
            {
                throw refused;
            }

            Parts parts = new(client, staged, cancellation);
            JsonNode? value = path is null ? await parts.MembersAsync() : await parts.ItemsAsync(path);
            if (value is null)
            {
                throw refused;
            }

            if (parts.AreOfOne)
            {
                return JsonSerializer.SerializeToElement(parts.Result(path, value));
            }
        }
    }

    private static JsonObject Arguments(string? path, bool staged)
    {
        JsonObject arguments = [];
        if (path is not null)
        {
            arguments["path"] = path;
        }

        if (staged)
        {
            arguments["from"] = "staged";
        }

        return arguments;
    }

    /// <summary>The parts of one value; another may be committed or staged between two of them.</summary>
    private sealed class Parts(RouterClient client, bool staged, CancellationToken cancellation)
    {
        private long? _revision;
        private long? _staging;
        private bool _any;

        /// <summary>Whether all were of the same configuration.</summary>
        public bool AreOfOne { get; private set; } = true;

        /// <summary>The members of a configuration.</summary>
        public async Task<JsonObject> MembersAsync()
        {
            JsonObject members = [];
            foreach (string name in new SettingsTable().KeysOf(string.Empty).Order(StringComparer.Ordinal))
            {
                if (await PartAsync(name) is { } part)
                {
                    members[name] = JsonNode.Parse(part.GetRawText());
                }
            }

            return members;
        }

        /// <summary>The items of a list, or null where it is none.</summary>
        public async Task<JsonArray?> ItemsAsync(string path)
        {
            JsonArray items = [];
            while (await PartAsync($"{path}[{items.Count}]") is { } part)
            {
                items.Add(JsonNode.Parse(part.GetRawText()));
            }

            return items.Count > 0 ? items : null;
        }

        /// <summary>What one answer would have told.</summary>
        public JsonObject Result(string? path, JsonNode value)
        {
            return new JsonObject
            {
                ["path"] = path ?? string.Empty,
                ["value"] = value,
                ["revision"] = _revision,
                ["staging"] = _staging,
            };
        }

        private async Task<JsonElement?> PartAsync(string path)
        {
            JsonElement result;
            try
            {
                result = await AskAsync(client, path, staged, cancellation);
            }
            catch (RefusedException none) when (none.Code == RefusedException.UnknownPath)
            {
                return null;
            }

            (long? revision, long? staging) = (result.NumberOf("revision"), result.NumberOf("staging"));
            AreOfOne &= !_any || (revision == _revision && (!staged || staging == _staging));
            (_revision, _staging, _any) = (revision, staging, true);
            return result.MemberOf("value");
        }
    }
}
