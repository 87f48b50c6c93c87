import { call } from '@/lib/result/call'
import type {
  AcceptRequest,
  BareRequest,
  HandedLink,
  InvitationRow,
  LanguageRequest,
  Me,
  MemberInvitationRequest,
  MemberRoleRequest,
  MemberRow,
  PasswordRequest,
  PersonRow,
  ProfileRequest,
  ResetRequest,
  SessionRequest,
  SessionRow,
  SetupRequest,
  StateRequest,
  StudioInvitationRequest,
  StudioRoleRequest,
} from './schema'

export const createOwner = (body: SetupRequest) => call<{ userId: string }>('POST', '/setup', body)
export const signIn = (body: SessionRequest) => call<{ user: Me }>('POST', '/session', body)
export const chooseLanguage = (body: LanguageRequest) => call<object>('PATCH', '/session', body)
export const signOut = () => call<object>('DELETE', '/session')
export const acceptInvitation = (body: AcceptRequest) =>
  call<{ userId: string; datasetId: string | null }>('POST', '/invitations/accept', body)
export const resetPassword = (body: ResetRequest) => call<{ userId: string }>('POST', '/reset', body)

export const updateProfile = (body: ProfileRequest) => call<{ user: Me }>('PATCH', '/profile', body)
export const changePassword = (body: PasswordRequest) =>
  call<{ endedSessions: number }>('POST', '/profile/password', body)
export const fetchSessions = (signal?: AbortSignal) =>
  call<{ sessions: SessionRow[] }>('GET', '/profile/sessions', undefined, signal)
export const endSession = (id: string, body: BareRequest) =>
  call<{ id: string }>('DELETE', `/profile/sessions/${id}`, body)

export const fetchPeople = (signal?: AbortSignal) =>
  call<{ people: PersonRow[]; invitations: InvitationRow[] }>('GET', '/people', undefined, signal)
export const setPersonState = (userId: string, body: StateRequest) =>
  call<object>('POST', `/people/${userId}/state`, body)
export const setStudioRole = (userId: string, body: StudioRoleRequest) =>
  call<object>('POST', `/people/${userId}/studio-role`, body)
export const createResetLink = (userId: string, body: BareRequest) =>
  call<HandedLink>('POST', `/people/${userId}/reset-link`, body)
export const invitePerson = (body: StudioInvitationRequest) => call<HandedLink>('POST', '/invitations', body)
export const revokeInvitation = (id: string, body: BareRequest) =>
  call<{ id: string }>('DELETE', `/invitations/${id}`, body)

export const fetchMembers = (datasetId: string, signal?: AbortSignal) =>
  call<{ members: MemberRow[]; invitations: InvitationRow[] }>(
    'GET',
    `/datasets/${datasetId}/members`,
    undefined,
    signal,
  )
export const setMemberRole = (datasetId: string, userId: string, body: MemberRoleRequest) =>
  call<object>('PATCH', `/datasets/${datasetId}/members/${userId}`, body)
export const removeMember = (datasetId: string, userId: string, body: BareRequest) =>
  call<object>('DELETE', `/datasets/${datasetId}/members/${userId}`, body)
export const inviteMember = (datasetId: string, body: MemberInvitationRequest) =>
  call<HandedLink>('POST', `/datasets/${datasetId}/invitations`, body)
export const revokeMemberInvitation = (datasetId: string, id: string, body: BareRequest) =>
  call<{ id: string }>('DELETE', `/datasets/${datasetId}/invitations/${id}`, body)
